package com.candylake.archive;

import com.candylake.base.DataFolder;
import com.candylake.database.Connections;
import com.candylake.database.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Moves a site from SQLite to PostgreSQL: every row, sessions too, in one transaction that ends only when what arrived
 * has been read back and is the same. Whatever cuts it off, it can be run again.
 */
public final class Moving {
  private Moving() {}

  /** @param before whether it was found moved by an earlier run */
  public record Moved(boolean before, int tables, long rows) {}

  /** @param target the configured database */
  public static Moved move(DataFolder folder, Connections target, Watcher watcher) throws IOException, SQLException {
    if (target.dialect() != Dialect.POSTGRESQL) {
      throw new IOException("no PostgreSQL is configured; set candylake.database.url, user and password in "
          + folder.resolve(DataFiles.CONFIGURATION));
    }
    Connections source = Archives.sqlite(folder);
    if (!Files.exists(source.file())) {
      throw new IOException("there is no database in " + folder.data() + "; name the data folder with --data");
    }
    try (Snapshot from = Snapshot.alone(source)) {
      String schema = from.schema();
      if (schema == null) {
        throw new IOException("the database has no schema yet; there is nothing to move");
      }
      return isThere(from, target, watcher) ? new Moved(true, from.tables().size(), rows(from))
          : move(from, schema, target, watcher);
    } catch (SQLiteException e) {
      if (SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY) {
        var busy = new IOException("a server or another command is using " + folder.data() + "; stop it first");
        busy.addSuppressed(e);
        throw busy;
      }
      throw e;
    }
  }

  private static long rows(Snapshot snapshot) throws SQLException {
    long rows = 0;
    for (Table table : snapshot.tables()) {
      rows += snapshot.count(table);
    }
    return rows;
  }

  private static Moved move(Snapshot from, String schema, Connections target, Watcher watcher)
      throws IOException, SQLException {
    try (Load load = Load.begin(target, schema)) {
      if (!load.tables().equals(from.tables())) {
        throw new IOException("the tables of the two databases are not the same; nothing was moved");
      }
      long rows = rows(from);
      watcher.begins("rows moved", rows);
      var contents = new LinkedHashMap<Table, Content>();
      for (Table table : from.tables()) {
        var written = new RowWriter(OutputStream.nullOutputStream());
        try (Load.Rows into = load.into(table)) {
          from.each(table, values -> {
            written.row(values);
            into.row(values);
            watcher.row();
          });
        }
        contents.put(table, written.content());
        Long last = from.last(table);
        if (last != null) {
          load.continueAfter(table, last);
        }
      }
      load.index();
      watcher.begins("rows compared", rows);
      Snapshot arrived = load.loaded();
      for (Map.Entry<Table, Content> sent : contents.entrySet()) {
        if (!arrived.content(sent.getKey(), watcher).equals(sent.getValue())) {
          throw new IOException("the rows of " + sent.getKey().name() + " did not arrive as they were; nothing was moved");
        }
      }
      load.renew();
      load.commit();
      return new Moved(false, contents.size(), rows);
    }
  }

  /** Whether an earlier run was cut off after its last step; all is there but the epoch. */
  private static boolean isThere(Snapshot from, Connections target, Watcher watcher) throws IOException, SQLException {
    try (Snapshot there = Snapshot.open(target)) {
      List<Table> tables = from.tables();
      if (there.schema() == null || !there.tables().equals(tables) || there.position() != from.position()) {
        return false;
      }
      for (Table table : tables) {
        if (there.count(table) != from.count(table)) {
          return false;
        }
      }
      watcher.begins("rows compared", 2 * rows(from));
      for (Table table : tables) {
        if (!table.name().equals("change_head")
            && !there.content(table, watcher).equals(from.content(table, watcher))) {
          return false;
        }
      }
      return true;
    }
  }
}
