package com.candylake.ops;

import com.candylake.database.Connections;
import com.candylake.database.DatabaseProperties;
import com.candylake.database.Dialect;
import com.candylake.database.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Whether the database keeps what is written, and reads it back as it was. */
record DatabaseChecks(Connections connections, DatabaseProperties properties, Clock clock) {
  private static final String START = "start the database, or correct candylake.database.url, user and password";
  static final String SCHEMA = "schema";
  private static final int NEEDED = 18;

  /** Where the header of a SQLite file says how it is written: 2 is write-ahead (sqlite.org/fileformat.html, 1.3.3). */
  private static final int WRITE_VERSION = 18;
  private static final Duration AHEAD = Duration.ofMinutes(1);

  /** False for a SQLite folder before its first start. */
  boolean isMade() {
    return connections.dialect() == Dialect.POSTGRESQL || Files.exists(connections.file());
  }

  List<Check> all() {
    if (!isMade()) {
      return List.of(new Check("database", START, () -> Finding.ok("SQLite, made at the first start")));
    }
    return connections.dialect() == Dialect.SQLITE
        // the journal first: who opens the database changes it
        ? List.of(new Check("journal", "restore the last backup", this::journal), check("database", this::sqlite),
            check("soundness", this::soundness), check(SCHEMA, this::schema), check("change log", this::lastChange))
        : List.of(check("database", this::postgres), check("durability", this::durability), check("text", this::text),
            check("connections", this::room), check(SCHEMA, this::schema), check("change log", this::lastChange));
  }

  private static Check check(String name, Check.Look look) {
    return new Check(name, START, look);
  }

  private Finding sqlite() throws SQLException {
    try (Connection connection = connections.open()) {
      String encoding = Ask.text(connection, "pragma encoding");
      String found = "SQLite " + Ask.text(connection, "select sqlite_version()") + ", " + encoding;
      return encoding.equals("UTF-8") ? Finding.ok(found)
          : Finding.problem(found, "import the content into a new folder: this file was not made by CandyLake");
    }
  }

  /** Read from the file: whoever opens the database switches it over. */
  private Finding journal() throws IOException {
    try (var in = Files.newInputStream(connections.file())) {
      byte[] header = in.readNBytes(WRITE_VERSION + 1);
      if (header.length == 0) {
        return Finding.problem(connections.file() + " is empty", "restore the last backup, or delete the file to begin anew");
      }
      return header.length > WRITE_VERSION && header[WRITE_VERSION] == 2 ? Finding.ok("write-ahead, synchronous full")
          : Finding.warning("not write-ahead", "start the server, which switches it over; then see what else opens the file");
    }
  }

  private Finding soundness() throws SQLException {
    try (Connection connection = connections.open()) {
      String sound = Ask.text(connection, "pragma quick_check(1)");
      return sound.equals("ok") ? Finding.ok("quick check passed")
          : Finding.problem(sound, "restore the last backup; keep this file to examine it");
    }
  }

  private Finding postgres() throws SQLException {
    try (Connection connection = connections.open()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < NEEDED) {
        return Finding.problem("PostgreSQL " + version, "use PostgreSQL " + NEEDED + " or newer");
      }
      if (Ask.text(connection, "select pg_is_in_recovery()").equals("t")) {
        return Finding.problem("PostgreSQL " + version + ", a replica that takes no writes",
            "let candylake.database.url lead to the primary; a replica is candylake.database.replica");
      }
      return Finding.ok("PostgreSQL " + version);
    }
  }

  private Finding durability() throws SQLException {
    try (Connection connection = connections.open()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        if (Ask.text(connection, "show " + setting).equals("off")) {
          return Finding.problem(setting + " is off", "switch it on in postgresql.conf, or acknowledged writes can be lost");
        }
      }
      return Finding.ok("fsync, synchronous_commit and full_page_writes are on");
    }
  }

  private Finding text() throws SQLException {
    try (Connection connection = connections.open()) {
      String encoding = Ask.text(connection, "show server_encoding");
      if (!encoding.equals("UTF8")) {
        return Finding.problem("encoding " + encoding, "make the database anew with encoding 'UTF8' template template0");
      }
      String row = Ask.text(connection, """
          select datcollate || case
                   when datcollversion <> pg_database_collation_actual_version(oid) then ' !' else '' end
            from pg_database where datname = current_database()""");
      return row.endsWith(" !")
          ? Finding.warning("encoding UTF8, made with another version of the system's collation " + row.replace(" !", ""),
              "reindex database; alter database … refresh collation version: indexes of text may be out of order")
          : Finding.ok("encoding UTF8, collation " + row);
    }
  }

  private Finding room() throws SQLException {
    try (Connection connection = connections.open()) {
      long most = Ask.number(connection, "select setting::int - (select setting::int from pg_settings where name ="
          + " 'superuser_reserved_connections') from pg_settings where name = 'max_connections'");
      long needed = properties.readers() + (long) properties.writers() + 2;
      String found = most + " at the most, " + needed + " for each server";
      return most >= needed ? Finding.ok(found)
          : Finding.problem(found, "raise max_connections, or lower candylake.database.readers and writers");
    }
  }

  private Finding schema() {
    MigrationInfoService migrations = Schema.of(connections).info();
    for (MigrationInfo migration : migrations.all()) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS || migration.getState() == MigrationState.FUTURE_FAILED) {
        return Finding.problem("version " + migration.getVersion() + " was made by a newer program than this",
            "run that program, or restore the backup from before the upgrade");
      }
      if (migration.getState().isFailed()) {
        return Finding.problem("migration " + migration.getVersion() + " failed",
            "restore the backup from before the upgrade and report the migration's error");
      }
    }
    MigrationInfo current = migrations.current();
    String found = current == null ? "empty" : "version " + current.getVersion();
    int pending = migrations.pending().length;
    return pending == 0 || current == null ? Finding.ok(found)
        : Finding.warning(found + ", " + pending + " to come", "take a backup, then start the server: it brings them in");
  }

  /** A change from the future was written by a clock that was wrong, or this one is. */
  private Finding lastChange() throws SQLException {
    try (Connection connection = connections.open()) {
      if (!Ask.hasTable(connection, "change_log")) {
        return Finding.ok("none yet");
      }
      long last = Ask.number(connection, "select coalesce(max(at), 0) from change_log");
      Instant at = Instant.ofEpochMilli(last);
      String found = last == 0 ? "no change is kept" : "last change at " + at;
      return at.isAfter(clock.instant().plus(AHEAD))
          ? Finding.problem(found + ", which is in the future", "set the clock of this machine and of the other nodes right")
          : Finding.ok(found);
    }
  }
}
