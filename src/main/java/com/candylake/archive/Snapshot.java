package com.candylake.archive;

import com.candylake.archive.Table.Column;
import com.candylake.archive.Table.Type;
import com.candylake.database.Connections;
import com.candylake.database.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A database as it is at one moment: one transaction that reads. */
final class Snapshot implements AutoCloseable {
  /** Rows that PostgreSQL sends at a time: what a row may be long is bounded, what a table may be is not. */
  private static final int FETCH = 64;
  private final Connection connection;
  private final Dialect dialect;
  private @Nullable List<Table> tables;

  /** What the transaction of this connection sees. */
  Snapshot(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** While others write. */
  static Snapshot open(Connections database) throws SQLException {
    Connection connection = database.openToCopy();
    try {
      if (database.dialect() == Dialect.SQLITE) {
        execute(connection, "pragma query_only = on");
      } else {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
      }
      connection.setAutoCommit(false);
      // SQLite takes the snapshot at the first row that is read
      Catalog.schema(connection);
      return new Snapshot(connection, database.dialect());
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** While nobody else has the SQLite file open, and nobody else gets in before this is closed. */
  static Snapshot alone(Connections database) throws SQLException {
    Connection connection = database.openAlone();
    try {
      connection.setAutoCommit(false);
      Catalog.schema(connection);
      return new Snapshot(connection, Dialect.SQLITE);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<Table> tables() throws SQLException {
    List<Table> known = tables;
    if (known == null) {
      known = Catalog.tables(connection);
      tables = known;
    }
    return known;
  }

  /** Null where there is none. */
  @Nullable String schema() throws SQLException {
    return Catalog.schema(connection);
  }

  String epoch() throws SQLException {
    return one("select epoch from change_head", ResultSet::getString);
  }

  long position() throws SQLException {
    return one("select seq from change_head", ResultSet::getLong);
  }

  long count(Table table) throws SQLException {
    return one("select count(*) from " + table.quoted(), ResultSet::getLong);
  }

  /** The highest number that was ever given to a row; 0 if none was, null where rows have no numbers. */
  @Nullable Long last(Table table) throws SQLException {
    if (table.identity() == null) {
      return null;
    }
    if (dialect == Dialect.SQLITE) {
      return one("select coalesce(max(seq), 0) from sqlite_sequence where name = '" + table.name() + "'",
          ResultSet::getLong);
    }
    String sequence = one("select pg_get_serial_sequence('" + table.quoted() + "', '" + table.identity() + "')",
        ResultSet::getString);
    return one("select case when is_called then last_value else 0 end from " + sequence, ResultSet::getLong);
  }

  private interface Getter<T> {
    T get(ResultSet row, int column) throws SQLException;
  }

  private <T> T one(String sql, Getter<T> getter) throws SQLException {
    try (var statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new SQLException("no row for: " + sql);
      }
      return getter.get(row, 1);
    }
  }

  /** Hands over all rows, in the order of their keys, which is that of bytes on both databases. */
  void each(Table table, RowSink sink) throws IOException, SQLException {
    String columns = table.columns().stream().map(c -> Table.quote(c.name())).collect(Collectors.joining(", "));
    String order = table.key().stream().map(k -> Table.quote(k) + collation(table, k)).collect(Collectors.joining(", "));
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery(
          "select " + columns + " from " + table.quoted() + " order by " + order)) {
        while (row.next()) {
          sink.row(values(row, table.columns()));
        }
      }
    }
  }

  private String collation(Table table, String column) {
    boolean text = table.columns().contains(new Column(column, Type.TEXT));
    return text && dialect == Dialect.POSTGRESQL ? " collate \"C\"" : "";
  }

  private static @Nullable Object[] values(ResultSet row, List<Column> columns) throws SQLException {
    var values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = switch (columns.get(i).type()) {
        case INTEGER -> {
          long value = row.getLong(i + 1);
          yield row.wasNull() ? null : (Object) value;
        }
        case TEXT -> row.getString(i + 1);
        case BLOB -> row.getBytes(i + 1);
      };
    }
    return values;
  }

  /** What a table holds, to be compared. */
  Content content(Table table, Watcher watcher) throws IOException, SQLException {
    var writer = new RowWriter(OutputStream.nullOutputStream());
    each(table, values -> {
      writer.row(values);
      watcher.row();
    });
    return writer.content();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
