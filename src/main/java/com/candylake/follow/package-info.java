/** What members follow: authors, channels, and items for their replies. */
@ApplicationModule(allowedDependencies = {"account", "base", "channel", "form", "guard", "item", "limit"})
@NullMarked
package com.candylake.follow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
