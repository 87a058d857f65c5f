/** What people type becomes text that may be stored, and Markdown becomes HTML that may be shown. */
@ApplicationModule(allowedDependencies = "base")
@NullMarked
package com.candylake.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
