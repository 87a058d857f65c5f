package com.candylake.view;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ViewStore {
  private final JdbcClient db;

  ViewStore(JdbcClient db) {
    this.db = db;
  }

  /** How often the item has been read now; empty if there is no such item. */
  Optional<Long> add(long item, int readings) {
    return db.sql("""
        insert into item_view (item, views) select id, :readings from item where id = :item
        on conflict (item) do update set views = item_view.views + excluded.views
        returning views""")
        .param("item", item).param("readings", readings).query(Long.class).optional();
  }
}
