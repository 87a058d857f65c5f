/** The small view of any item, in batches: lists and threads. */
@ApplicationModule(allowedDependencies = {"base", "cache", "channel", "database", "follow", "guard", "item", "vote"})
@NullMarked
package com.candylake.card;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
