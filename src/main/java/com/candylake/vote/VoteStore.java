package com.candylake.vote;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class VoteStore {
  private final JdbcClient db;

  VoteStore(JdbcClient db) {
    this.db = db;
  }

  Optional<Vote> find(long item, long member) {
    return db.sql("select value from vote where item = :item and member = :me")
        .param("item", item).param("me", member).query(Integer.class).optional().map(Vote::of);
  }

  /** Whether there was a vote and it was the other one. */
  boolean turn(long item, long member, Vote vote, Instant at) {
    return db.sql("""
        update vote set value = :value, at = :at where item = :item and member = :me and value <> :value""")
        .param("value", vote.value()).param("at", at.toEpochMilli()).param("item", item).param("me", member)
        .update() == 1;
  }

  /** Whether there was no vote. */
  boolean insert(long item, long member, Vote vote, Instant at) {
    return db.sql("""
        insert into vote (item, member, value, at) values (:item, :me, :value, :at) on conflict do nothing""")
        .param("value", vote.value()).param("at", at.toEpochMilli()).param("item", item).param("me", member)
        .update() == 1;
  }

  Optional<Vote> delete(long item, long member) {
    return db.sql("delete from vote where item = :item and member = :me returning value")
        .param("item", item).param("me", member).query(Integer.class).optional().map(Vote::of);
  }
}
