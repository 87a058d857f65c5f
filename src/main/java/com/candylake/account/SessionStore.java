package com.candylake.account;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SessionStore {
  private final JdbcClient db;

  SessionStore(JdbcClient db) {
    this.db = db;
  }

  record Row(long member, String name, Instant seen) {}

  Optional<Row> find(String tokenHash, Instant seenSince) {
    return db.sql("""
        select s.member, m.name, s.seen_at from session s join member m on m.id = s.member
         where s.token_hash = :hash and s.seen_at >= :since""")
        .param("hash", tokenHash).param("since", seenSince.toEpochMilli())
        .query((r, i) -> new Row(r.getLong("member"), r.getString("name"), Instant.ofEpochMilli(r.getLong("seen_at"))))
        .optional();
  }

  void insert(String tokenHash, long member, Instant now, String device) {
    db.sql("""
        insert into session (token_hash, member, created_at, seen_at, device)
        values (:hash, :member, :now, :now, :device)""")
        .param("hash", tokenHash).param("member", member).param("now", now.toEpochMilli()).param("device", device)
        .update();
  }

  void touch(String tokenHash, Instant now, Instant unlessSince) {
    db.sql("update session set seen_at = :now where token_hash = :hash and seen_at < :since")
        .param("hash", tokenHash).param("now", now.toEpochMilli()).param("since", unlessSince.toEpochMilli()).update();
  }

  /** The member whose session it was. */
  Optional<Long> delete(String tokenHash) {
    return db.sql("delete from session where token_hash = :hash returning member").param("hash", tokenHash)
        .query(Long.class).optional();
  }

  int deleteUnseenSince(Instant time) {
    return db.sql("delete from session where seen_at < :time").param("time", time.toEpochMilli()).update();
  }
}
