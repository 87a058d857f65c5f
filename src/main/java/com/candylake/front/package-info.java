/** Home, channels and authors, and the way to administration. */
@ApplicationModule(allowedDependencies = {"account", "base", "cache", "card", "channel", "follow", "guard", "item", "setting"})
@NullMarked
package com.candylake.front;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
