package com.candylake.ops;

import com.candylake.base.DataFolder;
import com.candylake.database.Connections;
import com.candylake.database.DatabaseProperties;
import com.candylake.database.Dialect;
import com.candylake.database.Schema;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** A data folder with a database that no other test sees, for faults to be planted in. */
final class OwnDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private final Path data = PlatformTest.temporary();
  private final Map<String, String> keys = new TreeMap<>(Map.of("candylake.port", "0"));
  private final @Nullable String url;

  /**
   * @param environment of the tests' own platform
   * @param making what PostgreSQL is told about the new database
   */
  OwnDatabase(Environment environment, String making) {
    if (PlatformTest.DIALECT == Dialect.POSTGRESQL) {
      String name = "own" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
      String there = environment.getRequiredProperty("candylake.database.url");
      run(new Connections(properties(there), new DataFolder(data)), "create database " + name + " " + making);
      url = there.replaceFirst("/postgres(?=\\?|$)", "/" + name);
      keys.put("candylake.database.url", url);
      keys.put("candylake.database.user", "postgres");
      keys.put("candylake.database.readers", "2");
      keys.put("candylake.database.writers", "2");
    } else {
      url = null;
    }
    configure();
  }

  OwnDatabase(Environment environment) {
    this(environment, "");
  }

  private static DatabaseProperties properties(@Nullable String url) {
    return new DatabaseProperties(url, null, "postgres", "", null, 2, 2);
  }

  /** @param more names and values in turn */
  OwnDatabase configure(String... more) {
    for (int i = 0; i < more.length; i += 2) {
      keys.put(more[i], more[i + 1]);
    }
    try {
      Files.write(data.resolve("candylake.properties"),
          keys.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Path data() {
    return data;
  }

  Connections connections() {
    return new Connections(properties(url), new DataFolder(data));
  }

  OwnDatabase migrated() {
    Schema.of(connections()).migrate();
    return this;
  }

  /** Whatever the statements break, the database does not object. */
  OwnDatabase plant(String... statements) {
    run(connections(), PlatformTest.DIALECT == Dialect.SQLITE ? "pragma foreign_keys = off"
        : "set session_replication_role = replica", statements);
    return this;
  }

  private static void run(Connections connections, String first, String... more) {
    try (Connection connection = connections.open(); var statement = connection.createStatement()) {
      statement.execute(first);
      for (String sql : more) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  int doctor(String... options) {
    var arguments = new ArrayList<>(List.of("doctor", "--data", data.toString()));
    arguments.addAll(List.of(options));
    return Cli.run(arguments.toArray(String[]::new));
  }
}
