/** How often anybody may do what. */
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package com.candylake.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
