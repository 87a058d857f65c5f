/** What the operator decides about the site: its name, statement, zone and languages. */
@ApplicationModule(allowedDependencies = {"base", "change", "form", "guard", "limit", "locale", "text"})
@NullMarked
package com.candylake.setting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
