/** Members: their names, roles and profiles. */
@ApplicationModule(allowedDependencies = {"base", "change", "guard", "text"})
@NullMarked
package com.candylake.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
