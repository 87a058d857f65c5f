/** The sections that items stand in. */
@ApplicationModule(allowedDependencies = {"base", "change", "form", "guard", "limit", "setting", "text"})
@NullMarked
package com.candylake.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
