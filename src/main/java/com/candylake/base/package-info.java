/** Language tags, paging keys, reading languages, the clock and the refusals: what every package may use. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.candylake.base;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
