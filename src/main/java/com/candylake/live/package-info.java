/** What happens on the site, told to open pages as it happens. */
@ApplicationModule(allowedDependencies = {"base", "change", "guard"})
@NullMarked
package com.candylake.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
