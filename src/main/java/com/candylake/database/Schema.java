package com.candylake.database;

import java.util.HashMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** The migrations under {@code db/migration}: one text for both databases. They only go forward. */
public final class Schema {
  private Schema() {}

  /** Flyway writes on connections of its own: the shared writer refuses whoever has no Spring transaction. */
  public static Flyway of(Connections connections) {
    return of(connections, MigrationVersion.LATEST);
  }

  /** The schema as it was at a version, for rows that were written by that. */
  public static Flyway of(Connections connections, MigrationVersion target) {
    var placeholders = new HashMap<>(connections.dialect().placeholders());
    placeholders.put("epoch", UUID.randomUUID().toString());
    return Flyway.configure()
        .dataSource(connections.plain())
        .placeholders(placeholders)
        .locations("classpath:db/migration")
        .target(target)
        .load();
  }
}
