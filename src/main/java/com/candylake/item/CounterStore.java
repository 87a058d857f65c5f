package com.candylake.item;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Moves counters by what a row change returned; hot follows in the same statement. */
@Repository
class CounterStore {
  /**
   * Hot is published_at + 12 h · sign(s) · log10(1 + |s|) in ms, with s = support − oppose + replies: tenfold is twelve
   * hours. It does not decay with time, so a list by (hot, id) pages by key. Of an item's row, with s for each %1$s.
   */
  static final String HOT = "published_at + cast(floor(43200000 * sign(%1$s) * log(1 + abs(%1$s))) as bigint)";

  private static final String ADD = """
      update item set
        support = support + ?, oppose = oppose + ?, replies = replies + ?, favourites = favourites + ?, hot = %s
       where id = ?
      returning hot, author, replies""".formatted(HOT.formatted("(support - oppose + replies + ?)"));

  private final JdbcClient db;

  CounterStore(JdbcClient db) {
    this.db = db;
  }

  record Moved(long hot, long author, long replies) {}

  /** Adds to the counters. */
  Moved add(long item, int support, int oppose, int replies, int favourites) {
    return db.sql(ADD)
        .params(support, oppose, replies, favourites, support - oppose + replies, support - oppose + replies, item)
        .query((r, n) -> new Moved(r.getLong(1), r.getLong(2), r.getLong(3))).single();
  }
}
