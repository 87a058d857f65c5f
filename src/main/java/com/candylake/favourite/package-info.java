/** What a member keeps to find again. */
@ApplicationModule(allowedDependencies = {"base", "change", "form", "guard", "item", "limit"})
@NullMarked
package com.candylake.favourite;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
