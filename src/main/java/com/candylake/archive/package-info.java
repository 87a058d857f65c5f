/** Archives: the whole site in one file, and from one database into the other. */
@ApplicationModule(allowedDependencies = {"base", "database"})
@NullMarked
package com.candylake.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
