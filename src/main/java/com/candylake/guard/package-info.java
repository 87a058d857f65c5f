/** Who is looking, and every yes or no about what a viewer may do. Pure Java, no input or output. */
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package com.candylake.guard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
