/** How often an item was read. */
@ApplicationModule(allowedDependencies = {"base", "cache", "guard", "item"})
@NullMarked
package com.candylake.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
