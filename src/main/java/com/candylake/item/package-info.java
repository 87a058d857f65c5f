/** The spine: items, their texts and counters, and the one door to them. */
@ApplicationModule(allowedDependencies = {"base", "cache", "change", "database", "form", "guard", "limit", "text"})
@NullMarked
package com.candylake.item;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
