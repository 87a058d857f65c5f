package com.candylake.ops;

import com.candylake.base.DataFolder;
import com.candylake.database.Connections;
import com.candylake.database.DatabaseProperties;
import com.candylake.database.Dialect;
import com.candylake.database.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", mixinStandardHelpOptions = true,
    description = "Looks for what keeps the platform from running well, and says what to do. Changes nothing.")
final class Doctor implements Callable<Integer> {
  private static final long ROOM = 1L << 30;

  @Mixin
  private final Installation installation = new Installation();

  /** @param advice what to do; empty if all is well */
  private record Finding(String check, boolean good, String found, String advice) {
    static Finding good(String check, String found) {
      return new Finding(check, true, found, "");
    }

    static Finding bad(String check, String found, String advice) {
      return new Finding(check, false, found, advice);
    }
  }

  @FunctionalInterface
  private interface Check {
    Finding look() throws IOException, SQLException;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties({DatabaseProperties.class, DataFolder.class})
  static class Configured {}

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    findings.add(look("java", this::java));
    findings.add(look("data folder", this::folder));
    findings.add(look("disk space", this::space));
    findings.add(look("configuration", this::configuration));
    try (var context = new SpringApplicationBuilder(Configured.class).web(WebApplicationType.NONE).logStartupInfo(false)
        .run(Installation.arguments(installation.data, null))) {
      var connections = new Connections(context.getBean(DatabaseProperties.class), context.getBean(DataFolder.class));
      findings.add(look("database", () -> database(connections)));
      findings.add(look("schema", () -> schema(connections)));
    } catch (RuntimeException e) {
      findings.add(Finding.bad("database", Failures.say(e), "mend the configuration; see docs/CONFIGURATION.md"));
    }
    for (Finding finding : findings) {
      System.out.printf("%s %-14s %s%n", finding.good ? "ok " : "BAD", finding.check, finding.found);
      if (!finding.good) {
        System.out.printf("    %-14s %s%n", "", finding.advice);
      }
    }
    long bad = findings.stream().filter(f -> !f.good).count();
    System.out.println(bad == 0 ? findings.size() + " checks, all well."
        : findings.size() + " checks, " + bad + " to mend.");
    return bad == 0 ? 0 : 1;
  }

  private static Finding look(String name, Check check) {
    try {
      return check.look();
    } catch (IOException | SQLException | RuntimeException e) {
      return Finding.bad(name, Failures.say(e), switch (name) {
        case "database", "schema" -> "start the database, or correct candylake.database.url, user and password";
        case "configuration" -> "make candylake.properties readable, in UTF-8";
        default -> "see the message above";
      });
    }
  }

  private Finding java() {
    int version = Runtime.version().feature();
    return version >= 25 ? Finding.good("java", Runtime.version().toString())
        : Finding.bad("java", "JDK " + version, "install a JDK 25");
  }

  private Finding folder() throws IOException {
    Path data = installation.data.toAbsolutePath();
    if (!Files.exists(data)) {
      Path parent = data;
      while (parent != null && !Files.exists(parent)) {
        parent = parent.getParent();
      }
      return parent != null && Files.isWritable(parent) ? Finding.good("data folder", data + " (will be made)")
          : Finding.bad("data folder", data + " cannot be made", "choose another with --data, or make it");
    }
    if (!Files.isDirectory(data) || !Files.isWritable(data)) {
      return Finding.bad("data folder", data + " cannot be written to", "give it to the user that runs the platform");
    }
    return Finding.good("data folder", data.toString());
  }

  private Finding space() throws IOException {
    Path there = installation.data.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    long free = Files.getFileStore(there).getUsableSpace();
    String found = free / (1 << 20) + " MiB free";
    return free >= ROOM ? Finding.good("disk space", found)
        : Finding.bad("disk space", found, "free at least 1 GiB: a full disk refuses every write");
  }

  /** A key that nothing reads is a spelling mistake that would otherwise go unnoticed. */
  private Finding configuration() throws IOException {
    Path file = installation.data.resolve("candylake.properties");
    if (!Files.exists(file)) {
      return Finding.good("configuration", "no candylake.properties: the defaults");
    }
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    var unknown = new TreeSet<String>();
    properties.stringPropertyNames().stream().filter(k -> !ConfigurationKeys.known(k)).forEach(unknown::add);
    return unknown.isEmpty() ? Finding.good("configuration", properties.size() + " keys")
        : Finding.bad("configuration", "unknown keys: " + String.join(", ", unknown),
            "correct or delete them in " + file + "; docs/CONFIGURATION.md lists every key");
  }

  private Finding database(Connections connections) throws SQLException {
    if (connections.dialect() == Dialect.SQLITE && !Files.exists(connections.file())) {
      return Finding.good("database", "SQLite, not made yet");
    }
    try (Connection connection = connections.open()) {
      if (connections.dialect() == Dialect.POSTGRESQL) {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        String durable = ask(connection, "show fsync") + "/" + ask(connection, "show synchronous_commit");
        if (version < 18 || durable.startsWith("off") || durable.endsWith("/off")) {
          return Finding.bad("database", "PostgreSQL " + version + ", fsync/synchronous_commit " + durable,
              "use PostgreSQL 18 or newer with fsync and synchronous_commit on, or acknowledged writes can be lost");
        }
        return Finding.good("database", "PostgreSQL " + version + ", durable");
      }
      String mode = ask(connection, "pragma journal_mode");
      String sound = ask(connection, "pragma quick_check(1)");
      if (!mode.equals("wal") || !sound.equals("ok")) {
        return Finding.bad("database", "SQLite, journal " + mode + ", check: " + sound,
            "restore the last backup; keep this file to examine it");
      }
      return Finding.good("database", "SQLite " + ask(connection, "select sqlite_version()") + ", sound, durable");
    }
  }

  private Finding schema(Connections connections) {
    if (connections.dialect() == Dialect.SQLITE && !Files.exists(connections.file())) {
      return Finding.good("schema", "made at the first start");
    }
    MigrationInfoService migrations = Schema.of(connections).info();
    for (MigrationInfo migration : migrations.all()) {
      if (migration.getState().isFailed()) {
        return Finding.bad("schema", "migration " + migration.getVersion() + " failed",
            "restore the backup from before the upgrade and report the migration's error");
      }
    }
    MigrationInfo current = migrations.current();
    return Finding.good("schema", (current == null ? "empty" : "version " + current.getVersion())
        + (migrations.pending().length == 0 ? "" : ", " + migrations.pending().length + " to come at the next start"));
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
