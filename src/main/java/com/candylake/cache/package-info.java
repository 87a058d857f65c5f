/** Pages, and for members what they show, kept until something of it changes. */
@ApplicationModule(allowedDependencies = {"base", "change", "guard"})
@NullMarked
package com.candylake.cache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
