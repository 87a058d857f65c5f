/** What every form needs: submitted once, answered with the way on. */
@ApplicationModule(allowedDependencies = {"base", "guard"})
@NullMarked
package com.candylake.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
