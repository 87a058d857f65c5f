package com.candylake.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class KeptStatementsTests {
  @TempDir private Path folder;
  private KeptStatements db;

  @BeforeEach
  void open() throws SQLException {
    db = connection();
    execute("create table t (id integer primary key, said text unique)");
    execute("insert into t (said) values ('eins'), ('zwei'), ('drei')");
  }

  @AfterEach
  void close() throws SQLException {
    db.close();
  }

  private KeptStatements connection() throws SQLException {
    String file = folder.resolve("t.db").toString();
    var details = new Properties();
    details.setProperty("journal_mode", "WAL");
    return new KeptStatements("jdbc:sqlite:" + file, file, details);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = db.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String said(Connection from, long id) throws SQLException {
    try (PreparedStatement ask = from.prepareStatement("select said from t where id = ?")) {
      ask.setLong(1, id);
      try (ResultSet row = ask.executeQuery()) {
        return row.next() ? row.getString("said") : "";
      }
    }
  }

  @Test
  void oneStatementServesAgainWithOtherValues() throws SQLException {
    PreparedStatement first = db.prepareStatement("select said from t where id = ?");
    first.close();
    assertThat(db.prepareStatement("select said from t where id = ?")).isSameAs(first);
    first.close();
    assertThat(said(db, 1)).isEqualTo("eins");
    assertThat(said(db, 2)).isEqualTo("zwei");
    assertThat(said(db, 9)).isEmpty();
    assertThat(db.idle()).isOne();
  }

  @Test
  void theSameTextTwiceAtOnceIsTwoStatements() throws SQLException {
    String text = "select id, said from t order by id";
    try (PreparedStatement all = db.prepareStatement(text); ResultSet rows = all.executeQuery()) {
      assertThat(rows.next()).isTrue();
      try (PreparedStatement again = db.prepareStatement(text); ResultSet other = again.executeQuery()) {
        assertThat(other.next()).isTrue();
        assertThat(other.getString("said")).isEqualTo("eins");
      }
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("said")).isEqualTo("zwei");
    }
    assertThat(db.idle()).isOne();
  }

  @Test
  void valuesOfTheLastTimeAreForgotten() throws SQLException {
    assertThat(said(db, 1)).isEqualTo("eins");
    try (PreparedStatement ask = db.prepareStatement("select said from t where id = ?");
        ResultSet row = ask.executeQuery()) {
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void whatIsClosedHalfReadOrHasFailedHoldsNoTransaction() throws SQLException {
    PreparedStatement half = db.prepareStatement("select said from t");
    assertThat(half.executeQuery().next()).isTrue();
    half.close();
    PreparedStatement twice = db.prepareStatement("insert into t (said) values (?) returning id");
    twice.setString(1, "eins");
    assertThatThrownBy(twice::executeQuery).isInstanceOf(SQLException.class);
    twice.close();
    try (Connection other = connection(); var statement = other.createStatement();
        ResultSet left = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
      assertThat(left.getInt(1)).as("busy").isZero();
    }
  }

  @Test
  void aStatementOutlivesAChangeOfItsTable() throws SQLException {
    assertThat(said(db, 1)).isEqualTo("eins");
    execute("alter table t add column more text");
    assertThat(said(db, 2)).isEqualTo("zwei");
  }

  @Test
  void onlySoManyAreKept() throws SQLException {
    for (int i = 0; i < 400; i++) {
      db.prepareStatement("select " + i).close();
    }
    assertThat(db.idle()).isEqualTo(150);
  }

  @Test
  void aClosedStatementIsClosed() throws SQLException {
    PreparedStatement ask = db.prepareStatement("select 1");
    ask.close();
    ask.close();
    assertThat(ask.isClosed()).isTrue();
    assertThat(db.idle()).isOne();
  }
}
