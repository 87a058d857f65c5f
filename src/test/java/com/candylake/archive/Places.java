package com.candylake.archive;

import com.candylake.base.DataFolder;
import com.candylake.database.Connections;
import com.candylake.database.DatabaseProperties;
import com.candylake.database.Dialect;
import com.candylake.testkit.PlatformTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.env.Environment;

/** Databases to archive and to restore into, and all that stands in them, read without the code under test. */
final class Places {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Places() {}

  static Connections sqlite(DataFolder folder) {
    return Archives.sqlite(folder);
  }

  static DataFolder folder() {
    return new DataFolder(PlatformTest.temporary());
  }

  /** The data folder of the running platform. */
  static DataFolder folder(Environment environment) {
    return new DataFolder(Path.of(environment.getRequiredProperty("candylake.data")));
  }

  /** The database of the running platform. */
  static Connections database(Environment environment) {
    return PlatformTest.DIALECT == Dialect.SQLITE ? sqlite(folder(environment))
        : postgres(environment.getRequiredProperty("candylake.database.url"), folder(environment));
  }

  static Connections postgres(String url, DataFolder folder) {
    return new Connections(new DatabaseProperties(url, null, "postgres", "", null, 1, 1), folder);
  }

  /** An empty database of the kind that this run is about. */
  static Connections empty(Environment environment, DataFolder folder) throws SQLException {
    if (PlatformTest.DIALECT == Dialect.SQLITE) {
      return sqlite(folder);
    }
    String name = "archive" + NUMBER.incrementAndGet();
    try (Connection connection = database(environment).open(); var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return postgres(environment.getRequiredProperty("candylake.database.url").replace("/postgres?", "/" + name + "?"),
        folder);
  }

  /** What a query finds, each row as a text of its values. */
  static List<String> rows(Connections database, String sql) throws SQLException {
    try (Connection connection = database.open(); var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (row.next()) {
        var values = new ArrayList<String>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(Objects.toString(row.getObject(i)));
        }
        rows.add(String.join("|", values));
      }
      return rows;
    }
  }

  static String value(Connections database, String sql) throws SQLException {
    return rows(database, sql).getFirst();
  }

  /** On one connection. */
  static void execute(Connections database, String... statements) throws SQLException {
    try (Connection connection = database.open(); var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static List<String> tables(Connections database) throws SQLException {
    return rows(database, database.dialect() == Dialect.SQLITE
        ? "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name"
        : "select table_name from information_schema.tables where table_schema = 'public' order by table_name");
  }

  /** Everything that the site has written, by table; of the change log's head only how far it has come. */
  static Map<String, List<String>> content(Connections database, String... without) throws SQLException {
    var content = new TreeMap<String, List<String>>();
    for (String table : tables(database)) {
      if (!table.equals("flyway_schema_history") && !List.of(without).contains(table)) {
        List<String> rows = rows(database,
            table.equals("change_head") ? "select seq from change_head" : "select * from " + table);
        Collections.sort(rows);
        content.put(table, rows);
      }
    }
    return content;
  }

  /** Tables, indexes and constraints, as the database describes them. */
  static List<String> schema(Connections database) throws SQLException {
    if (database.dialect() == Dialect.SQLITE) {
      return rows(database, "select name, sql from sqlite_master order by name");
    }
    List<String> schema = rows(database, """
        select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1""");
    schema.addAll(rows(database, """
        select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint
         where connamespace = 'public'::regnamespace order by 1, 2"""));
    schema.addAll(rows(database, """
        select table_name, column_name, data_type, is_identity, is_nullable, column_default
          from information_schema.columns where table_schema = 'public' order by 1, ordinal_position"""));
    return schema;
  }
}
