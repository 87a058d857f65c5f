/** Messages, times and numbers in the five languages of the interface. */
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package com.candylake.locale;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
