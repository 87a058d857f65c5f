/** Measures: what restricts an item, and why. */
@ApplicationModule(allowedDependencies = {"base", "change", "guard", "item", "text"})
@NullMarked
package com.candylake.moderation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
