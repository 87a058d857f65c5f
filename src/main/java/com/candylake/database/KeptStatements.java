package com.candylake.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A connection to SQLite that keeps its statements prepared for the next time: the driver knows no such cache, and preparing
 * an article's twelve statements took as long as running them. For one thread at a time.
 */
final class KeptStatements extends JDBC4Connection {
  /** The texts of all stores, with the lengths that their lists of ids have. */
  private static final int MOST = 150;
  private final Map<String, Kept> idle = new LinkedHashMap<>();

  KeptStatements(String url, String file, Properties details) throws SQLException {
    super(url, file, details);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability) throws SQLException {
    checkOpen();
    checkCursor(type, concurrency, holdability);
    Kept kept = idle.remove(sql);
    if (kept == null) {
      return new Kept(this, sql);
    }
    kept.lent = true;
    return kept;
  }

  /** How many are kept. */
  int idle() {
    return idle.size();
  }

  private void keep(String sql, Kept statement) throws SQLException {
    // in use twice at the same time: one of the two is enough
    Kept twin = idle.put(sql, statement);
    if (twin != null) {
      twin.end();
    }
    if (idle.size() > MOST) {
      Iterator<Kept> oldest = idle.values().iterator();
      Kept gone = oldest.next();
      oldest.remove();
      gone.end();
    }
  }

  private static final class Kept extends JDBC4PreparedStatement {
    private final KeptStatements home;
    private final String text;
    private boolean lent = true;
    private String @Nullable [] names;

    Kept(KeptStatements home, String sql) throws SQLException {
      super(home, sql);
      this.home = home;
      this.text = sql;
    }

    @Override
    public void close() throws SQLException {
      if (!lent) {
        return;
      }
      lent = false;
      if (pointer.isClosed() || home.isClosed()) {
        end();
        return;
      }
      rs.close();
      // also what failed: a statement that is not reset would hold its read transaction open, and the log could not be emptied
      pointer.safeRunInt(DB::reset);
      // not by clearParameters, after which SQLite prepares the statement anew: a list took eight times as long
      if (batch != null) {
        Arrays.fill(batch, null);
      }
      setMaxRows(0);
      setQueryTimeout(0);
      home.keep(text, this);
    }

    /** Its columns are called the same each time; the driver would ask for their names anew. */
    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
      rs.colsMeta = names;
      ResultSet result = super.getResultSet();
      names = rs.colsMeta;
      return result;
    }

    @Override
    public boolean isClosed() {
      return !lent || super.isClosed();
    }

    private void end() throws SQLException {
      super.close();
    }
  }
}
