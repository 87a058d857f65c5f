package com.candylake.view;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ViewStore {
  private final JdbcClient db;

  ViewStore(JdbcClient db) {
    this.db = db;
  }

  void add(long item, int readings) {
    db.sql("""
        insert into item_view (item, views) select id, :readings from item where id = :item
        on conflict (item) do update set views = item_view.views + excluded.views""")
        .param("item", item).param("readings", readings).update();
  }
}
