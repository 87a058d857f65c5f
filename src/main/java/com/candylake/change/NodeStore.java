package com.candylake.change;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code node}, which only PostgreSQL's installations write: the statements are in its words. */
@Repository
class NodeStore {
  private static final String NOW = "(extract(epoch from clock_timestamp()) * 1000)::bigint";
  private final JdbcClient db;

  NodeStore(JdbcClient db) {
    this.db = db;
  }

  void put(String id, String name, long applied) {
    db.sql("insert into node (id, name, seen, applied) values (:id, :name, " + NOW + ", :applied)"
        + " on conflict (id) do update set seen = excluded.seen, applied = excluded.applied")
        .param("id", id).param("name", name).param("applied", applied).update();
  }

  void delete(String id) {
    db.sql("delete from node where id = :id").param("id", id).update();
  }

  /** Those that were ended without saying so. */
  void deleteSilent(Duration since) {
    db.sql("delete from node where seen < " + NOW + " - :since").param("since", since.toMillis()).update();
  }

  /** The names of those that may be serving and have not come as far. */
  List<String> behind(long seq, Duration silent) {
    return db.sql("select name from node where applied < :seq and seen > " + NOW + " - :silent order by name")
        .param("seq", seq).param("silent", silent.toMillis()).query(String.class).list();
  }
}
