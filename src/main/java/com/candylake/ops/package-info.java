/** The command line, health, doctor and the demonstration. May use everything; nobody uses it. */
@ApplicationModule
@NullMarked
package com.candylake.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
