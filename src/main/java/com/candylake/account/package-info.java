/** Members: signing up and in, sessions, names, roles and profiles. */
@ApplicationModule(
    allowedDependencies = {"base", "cache", "change", "form", "guard", "limit", "locale", "mail", "setting", "text"})
@NullMarked
package com.candylake.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
