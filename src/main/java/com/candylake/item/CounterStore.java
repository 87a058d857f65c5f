package com.candylake.item;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Moves counters by what a row change returned; hot follows in the same statement. */
@Repository
class CounterStore {
  private final JdbcClient db;

  CounterStore(JdbcClient db) {
    this.db = db;
  }

  record Moved(long hot, long author) {}

  /**
   * Adds to the counters. Hot is published_at + 12 h · sign(s) · log10(1 + |s|) in ms, with s = support − oppose +
   * replies: tenfold is twelve hours. It does not decay with time, so a list by (hot, id) pages by key.
   */
  Moved add(long item, int support, int oppose, int replies, int favourites) {
    return db.sql("""
        update item set
          support = support + :support, oppose = oppose + :oppose, replies = replies + :replies,
          favourites = favourites + :favourites,
          hot = published_at + cast(floor(43200000 * sign(support + :support - oppose - :oppose + replies + :replies)
            * log(1 + abs(support + :support - oppose - :oppose + replies + :replies))) as bigint)
         where id = :item
        returning hot, author""")
        .param("support", support).param("oppose", oppose).param("replies", replies).param("favourites", favourites)
        .param("item", item)
        .query(Moved.class).single();
  }
}
