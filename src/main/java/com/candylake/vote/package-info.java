/** Support and oppose: one vote for each member and item. */
@ApplicationModule(allowedDependencies = {"base", "change", "form", "guard", "item", "limit"})
@NullMarked
package com.candylake.vote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
