package com.candylake.change;

import com.candylake.database.Connections;
import com.candylake.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ChangeStore {
  /** Written with one statement; a transaction seldom has more than two. */
  private static final int ROWS = 16;
  private final JdbcClient db;
  private final boolean notifies;

  ChangeStore(JdbcClient db, Connections connections) {
    this.db = db;
    this.notifies = connections.dialect() == Dialect.POSTGRESQL;
  }

  /**
   * Takes the numbers, which holds the one row of the head until the commit, and writes the rows.
   *
   * @return the number of the first
   */
  long append(Instant at, List<Changes.Pending> pending) {
    long last = db.sql("update change_head set seq = seq + ? where id = 1 returning seq").param(pending.size())
        .query(Long.class).single();
    long first = last - pending.size() + 1;
    for (int i = 0; i < pending.size(); i += ROWS) {
      insert(first + i, at, pending.subList(i, Math.min(pending.size(), i + ROWS)));
    }
    if (notifies) {
      // delivered by PostgreSQL when, and only if, this transaction commits
      db.sql("select 1 from pg_notify('candylake', '')").query(Integer.class).single();
    }
    return first;
  }

  private void insert(long first, Instant at, List<Changes.Pending> rows) {
    var values = new ArrayList<@Nullable Object>();
    for (int i = 0; i < rows.size(); i++) {
      Changes.Pending change = rows.get(i);
      Collections.addAll(values, first + i, at.toEpochMilli(), change.kind().name(), change.item(), change.root(),
          change.member(), change.channel());
    }
    db.sql("insert into change_log (seq, at, kind, item, root, member, channel) values (?, ?, ?, ?, ?, ?, ?)"
        + ", (?, ?, ?, ?, ?, ?, ?)".repeat(rows.size() - 1)).params(values).update();
  }

  Head head() {
    return db.sql("select epoch, seq from change_head where id = 1").query(Head.class).single();
  }

  /**
   * Deletes the oldest changes, up to the first that is not older: nodes' clocks differ, and the log must not get
   * holes. How many it were.
   */
  int prune(Instant before, int most) {
    return db.sql("""
        delete from change_log where seq in (
          select seq from change_log
           where seq < coalesce((select min(seq) from change_log where at >= :before), (select seq + 1 from change_head))
           order by seq limit :most)""")
        .param("before", before.toEpochMilli()).param("most", most).update();
  }

  List<Change> after(long seq, int most) {
    return db.sql("""
        select seq, at, kind, item, root, member, channel from change_log where seq > :seq order by seq limit :most""")
        .param("seq", seq).param("most", most)
        .query((r, i) -> new Change(r.getLong("seq"), Instant.ofEpochMilli(r.getLong("at")),
            Change.Kind.valueOf(r.getString("kind")), id(r, "item"), id(r, "root"), id(r, "member"), id(r, "channel")))
        .list();
  }

  private static @Nullable Long id(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  record Head(String epoch, long seq) {}
}
