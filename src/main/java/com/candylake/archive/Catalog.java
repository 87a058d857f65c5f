package com.candylake.archive;

import com.candylake.archive.Table.Column;
import com.candylake.archive.Table.Type;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which tables a database has: asked of the database, so that none can be forgotten. */
final class Catalog {
  /** Flyway's own; the schema's version stands for it. */
  static final String HISTORY = "flyway_schema_history";

  /**
   * What is not archived: running nodes, and what lets people in, for what was ended after the backup must not begin
   * again with it. A database that has rows only here is as good as empty.
   */
  static final Set<String> PASSING = Set.of("invitation", "node", "passkey_challenge", "session", "sign_in_ticket");

  private Catalog() {}

  /** Also where they are not ours. */
  static Set<String> names(Connection connection) throws SQLException {
    var names = new TreeSet<String>();
    try (ResultSet row = connection.getMetaData()
        .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (row.next()) {
        String name = row.getString("TABLE_NAME");
        if (!name.equals(HISTORY) && !name.startsWith("sqlite_")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** By name. */
  static List<Table> tables(Connection connection) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    var columns = new TreeMap<String, Map<Integer, Column>>();
    names(connection).forEach(name -> columns.put(name, new TreeMap<>()));
    var identities = new HashMap<String, String>();
    try (ResultSet row = data.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
      while (row.next()) {
        String table = row.getString("TABLE_NAME");
        String name = row.getString("COLUMN_NAME");
        Map<Integer, Column> known = columns.get(table);
        if (known != null) {
          known.put(row.getInt("ORDINAL_POSITION"), new Column(name, type(table + "." + name, row.getInt("DATA_TYPE"))));
          if (row.getString("IS_AUTOINCREMENT").equals("YES")) {
            identities.put(table, name);
          }
        }
      }
    }
    var tables = new ArrayList<Table>();
    for (Map.Entry<String, Map<Integer, Column>> table : columns.entrySet()) {
      tables.add(new Table(table.getKey(), List.copyOf(table.getValue().values()), key(connection, table.getKey()),
          identities.get(table.getKey())));
    }
    return tables;
  }

  private static List<String> key(Connection connection, String table) throws SQLException {
    var key = new TreeMap<Integer, String>();
    try (ResultSet row = connection.getMetaData().getPrimaryKeys(connection.getCatalog(), connection.getSchema(), table)) {
      while (row.next()) {
        key.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME"));
      }
    }
    if (key.isEmpty()) {
      throw new SQLException("the table " + table + " has no primary key to order its rows by");
    }
    return List.copyOf(key.values());
  }

  private static Type type(String column, int type) throws SQLException {
    return switch (type) {
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Type.INTEGER;
      case Types.VARCHAR -> Type.TEXT;
      case Types.BINARY, Types.BLOB -> Type.BLOB;
      default -> throw new SQLException("the column " + column + " has a type that no archive has");
    };
  }

  /** The version of the schema; null where there is none. */
  static @Nullable String schema(Connection connection) throws SQLException {
    try (ResultSet row = connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), HISTORY,
        new String[] {"TABLE"})) {
      if (!row.next()) {
        return null;
      }
    }
    try (var statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
        select version from flyway_schema_history where success and version is not null
         order by installed_rank desc limit 1""")) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
