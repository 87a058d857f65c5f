/** The change log: what happened, in the order of commits, for everything that a node derives from the database. */
@ApplicationModule(allowedDependencies = {"base", "database", "guard"})
@NullMarked
package com.candylake.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
