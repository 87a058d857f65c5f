/** Pages for readers who are not signed in, kept as they were rendered until something that they show changes. */
@ApplicationModule(allowedDependencies = {"base", "change"})
@NullMarked
package com.candylake.cache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
