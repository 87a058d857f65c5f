package com.candylake.ops;

import java.sql.Connection;
import java.sql.SQLException;

/** One answer from a database that the platform may not be able to open. */
final class Ask {
  private Ask() {}

  /** Empty if there is none. */
  static String text(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
      String text = row.next() ? row.getString(1) : null;
      return text == null ? "" : text;
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  static boolean hasTable(Connection connection, String name) throws SQLException {
    try (var tables = connection.getMetaData().getTables(null, null, name, new String[] {"TABLE"})) {
      return tables.next();
    }
  }
}
