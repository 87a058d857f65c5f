/**
 * SQLite or PostgreSQL under stock Spring transactions: shared durable commits, readers beside the writer, the
 * schema.
 */
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package com.candylake.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
