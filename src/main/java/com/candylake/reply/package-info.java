/** Answers to an item, in threads. */
@ApplicationModule(allowedDependencies = {"base", "card", "form", "guard", "item", "limit", "setting", "text"})
@NullMarked
package com.candylake.reply;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
