/** What members are told: the inbox, and the digest by mail. */
@ApplicationModule(allowedDependencies = {"account", "base", "change", "channel", "form", "guard", "item", "limit", "locale",
    "mail", "setting", "text"})
@NullMarked
package com.candylake.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
