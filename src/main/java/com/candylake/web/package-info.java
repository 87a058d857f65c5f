/** The frame around every page: layout, languages, error pages, forms, security headers. */
@ApplicationModule(allowedDependencies = {"account", "base", "cache", "channel", "database", "form",
    "guard", "limit", "live", "locale", "notify", "setting", "view"})
@NullMarked
package com.candylake.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
