package com.candylake.archive;

import com.candylake.archive.Table.Column;
import com.candylake.database.Connections;
import com.candylake.database.Dialect;
import com.candylake.database.Schema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty database with the rows of another. On PostgreSQL nobody sees any of it before {@link #commit}, and
 * without it nothing stays; a SQLite file is only good once it is committed and closed.
 */
final class Load implements AutoCloseable {
  /** Rows, and characters, that are sent to PostgreSQL together. */
  private static final int BATCH = 256;
  private static final int BATCH_SIZE = 1 << 19;
  private static final int SQLITE_CACHE_KIB = 64 * 1024;

  private final Connection connection;
  private final Dialect dialect;
  private final List<Table> tables;
  private final List<String> after = new ArrayList<>();

  private Load(Connection connection, Dialect dialect) throws IOException, SQLException {
    this.connection = connection;
    this.dialect = dialect;
    if (dialect == Dialect.SQLITE) {
      // of a load that is cut off, nothing is used
      execute("pragma foreign_keys = off");
      execute("pragma synchronous = off");
      execute("pragma journal_mode = off");
      execute("pragma cache_size = -" + SQLITE_CACHE_KIB);
    }
    connection.setAutoCommit(false);
    if (dialect == Dialect.POSTGRESQL) {
      execute("lock table change_head in access exclusive mode");
    }
    this.tables = Catalog.tables(connection);
    refuseRows();
    clear();
  }

  /** @param schema the version that the rows were written by; a start of the platform brings it up to date */
  static Load begin(Connections target, String schema) throws IOException, SQLException {
    migrate(target, schema);
    Connection connection = target.openToLoad();
    try {
      return new Load(connection, target.dialect());
    } catch (IOException | SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void migrate(Connections target, String schema) throws IOException, SQLException {
    var version = MigrationVersion.fromVersion(schema);
    List<MigrationInfo> known = List.of(Schema.of(target).info().all());
    if (known.stream().noneMatch(m -> version.equals(m.getVersion()) && m.getState().isResolved())) {
      throw new IOException("it has schema " + schema + ", which this version of CandyLake does not know;"
          + " upgrade CandyLake first");
    }
    try (Connection connection = target.open()) {
      String there = Catalog.schema(connection);
      if (there == null && !Catalog.names(connection).isEmpty()) {
        throw new IOException("the database holds tables that are not CandyLake's; give it an empty one");
      }
      if (there != null && !there.equals(schema)) {
        throw new IOException("the database has schema " + there + " already, and schema " + schema
            + " is needed; drop it and create it anew");
      }
    }
    Schema.of(target, version).migrate();
  }

  private void refuseRows() throws IOException, SQLException {
    for (Table table : tables) {
      String rows = table.name().equals("change_head") ? "change_head where seq > 0" : table.quoted();
      if (!Catalog.PASSING.contains(table.name()) && one("select count(*) from (select 1 from " + rows + " limit 1) t") > 0) {
        throw new IOException("the database has rows in it already (" + table.name() + "); give it an empty one");
      }
    }
  }

  /** Without indexes and foreign keys rows come in any order, and faster; both are made again from their own text. */
  private void clear() throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      remove("""
          select 'alter table ' || c.conrelid::regclass || ' drop constraint ' || quote_ident(c.conname),
                 'alter table ' || c.conrelid::regclass || ' add constraint ' || quote_ident(c.conname) || ' '
                   || pg_get_constraintdef(c.oid)
            from pg_constraint c where c.contype = 'f' and c.connamespace = current_schema()::regnamespace""");
      remove("""
          select 'drop index ' || quote_ident(i.indexname), i.indexdef
            from pg_indexes i
           where i.schemaname = current_schema() and i.tablename <> 'flyway_schema_history'
             and not exists (select 1 from pg_constraint c
                              where c.conindid = (quote_ident(i.schemaname) || '.' || quote_ident(i.indexname))::regclass)""");
    } else {
      remove("""
          select 'drop index "' || name || '"', sql from sqlite_master
           where type = 'index' and sql is not null and tbl_name <> 'flyway_schema_history'""");
    }
    for (Table table : tables) {
      execute("delete from " + table.quoted());
    }
  }

  /** @param query finds a statement that removes something, and the one that makes it again */
  private void remove(String query) throws SQLException {
    var removing = new ArrayList<String>();
    // what is removed last comes back first
    int first = 0;
    try (var statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        removing.add(row.getString(1));
        after.add(first++, row.getString(2));
      }
    }
    for (String each : removing) {
      execute(each);
    }
  }

  /** The tables of the schema. */
  List<Table> tables() {
    return tables;
  }

  /** A sink for the rows of one table, to be closed at their end. */
  Rows into(Table table) throws SQLException {
    return new Rows(table);
  }

  final class Rows implements RowSink, AutoCloseable {
    private final List<Column> columns;
    private final PreparedStatement insert;
    private int rows;
    private int size;

    private Rows(Table table) throws SQLException {
      columns = table.columns();
      insert = connection.prepareStatement("insert into " + table.quoted() + " ("
          + columns.stream().map(c -> Table.quote(c.name())).collect(Collectors.joining(", ")) + ")"
          + (dialect == Dialect.POSTGRESQL && table.identity() != null ? " overriding system value" : "")
          + " values (" + columns.stream().map(c -> "?").collect(Collectors.joining(", ")) + ")");
    }

    @Override
    public void row(@Nullable Object[] values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        set(i + 1, columns.get(i), values[i]);
      }
      insert.addBatch();
      rows++;
      if (rows == BATCH || size > BATCH_SIZE) {
        flush();
      }
    }

    private void set(int index, Column column, @Nullable Object value) throws SQLException {
      switch (column.type()) {
        case INTEGER -> {
          if (value == null) {
            insert.setNull(index, Types.BIGINT);
          } else {
            insert.setLong(index, (Long) value);
          }
        }
        case TEXT -> {
          insert.setString(index, (String) value);
          size += value == null ? 0 : ((String) value).length();
        }
        case BLOB -> {
          insert.setBytes(index, (byte[]) value);
          size += value == null ? 0 : ((byte[]) value).length;
        }
      }
    }

    private void flush() throws SQLException {
      if (rows > 0) {
        insert.executeBatch();
        rows = 0;
        size = 0;
      }
    }

    @Override
    public void close() throws SQLException {
      try (insert) {
        flush();
      }
    }
  }

  /** Makes the indexes and the foreign keys, which are checked by that. */
  void index() throws IOException, SQLException {
    for (String statement : after) {
      execute(statement);
    }
    if (dialect == Dialect.SQLITE) {
      try (var statement = connection.createStatement();
          ResultSet row = statement.executeQuery("pragma foreign_key_check")) {
        if (row.next()) {
          throw new IOException("a row of " + row.getString("table") + " refers to a row of " + row.getString("parent")
              + " that is not there");
        }
      }
    }
  }

  /** From here on the rows of a table are numbered after {@code last}, and after all that are there. */
  void continueAfter(Table table, long last) throws SQLException {
    String identity = Table.quote(Objects.requireNonNull(table.identity()));
    long highest = Math.max(last, one("select coalesce(max(" + identity + "), 0) from " + table.quoted()));
    if (dialect == Dialect.SQLITE) {
      execute("delete from sqlite_sequence where name = '" + table.name() + "'");
      if (highest > 0) {
        execute("insert into sqlite_sequence (name, seq) values ('" + table.name() + "', " + highest + ")");
      }
    } else {
      one("select setval(pg_get_serial_sequence('" + table.quoted() + "', '" + table.identity() + "'), "
          + Math.max(highest, 1) + ", " + (highest > 0) + ")");
    }
  }

  /** What has been loaded, as this transaction sees it. */
  Snapshot loaded() {
    return new Snapshot(connection, dialect);
  }

  /** Another epoch: whoever has read the change log of the former database reads everything anew. */
  void renew() throws SQLException {
    execute("update change_head set epoch = '" + UUID.randomUUID() + "'");
  }

  void commit() throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      execute("analyze");
    }
    connection.commit();
    connection.setAutoCommit(true);
    if (dialect == Dialect.SQLITE) {
      execute("pragma journal_mode = wal");
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long one(String sql) throws SQLException {
    try (var statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
