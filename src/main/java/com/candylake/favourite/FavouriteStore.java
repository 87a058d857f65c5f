package com.candylake.favourite;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FavouriteStore {
  private final JdbcClient db;

  FavouriteStore(JdbcClient db) {
    this.db = db;
  }

  boolean has(long item, long member) {
    return db.sql("select count(*) from favourite where item = :item and member = :me")
        .param("item", item).param("me", member).query(Long.class).single() == 1;
  }

  boolean insert(long item, long member, Instant at) {
    return db.sql("insert into favourite (item, member, at) values (:item, :me, :at) on conflict do nothing")
        .param("item", item).param("me", member).param("at", at.toEpochMilli()).update() == 1;
  }

  boolean delete(long item, long member) {
    return db.sql("delete from favourite where item = :item and member = :me")
        .param("item", item).param("me", member).update() == 1;
  }
}
