/** Long form: writing and reading it. */
@ApplicationModule(
    allowedDependencies = {"base", "cache", "card", "channel", "form", "guard", "item", "limit", "media", "setting", "text",
      "view"})
@NullMarked
package com.candylake.article;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
