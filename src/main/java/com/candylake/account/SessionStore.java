package com.candylake.account;

import java.time.Instant;
import java.util.List;
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
        insert into session (token_hash, member, created_at, seen_at, proved_at, device)
        values (:hash, :member, :now, :now, :now, :device)""")
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

  /** The last used first. */
  List<OpenSession> of(long member, String here, Instant seenSince) {
    return db.sql("""
        select token_hash, created_at, seen_at, device from session where member = :member and seen_at >= :since
         order by seen_at desc, created_at desc""")
        .param("member", member).param("since", seenSince.toEpochMilli())
        .query((r, i) -> new OpenSession(r.getString("token_hash"), Device.of(r.getString("device")),
            Instant.ofEpochMilli(r.getLong("created_at")), Instant.ofEpochMilli(r.getLong("seen_at")),
            r.getString("token_hash").equals(here)))
        .list();
  }

  boolean delete(long member, String tokenHash) {
    return db.sql("delete from session where member = :member and token_hash = :hash")
        .param("member", member).param("hash", tokenHash).update() == 1;
  }

  void deleteAllBut(long member, String tokenHash) {
    db.sql("delete from session where member = :member and token_hash <> :hash")
        .param("member", member).param("hash", tokenHash).update();
  }

  boolean wasProved(long member, String tokenHash, Instant since) {
    return db.sql("""
        select count(*) from session where member = :member and token_hash = :hash and proved_at >= :since""")
        .param("member", member).param("hash", tokenHash).param("since", since.toEpochMilli())
        .query(Long.class).single() == 1;
  }

  void prove(long member, String tokenHash, Instant now) {
    db.sql("update session set proved_at = :now where member = :member and token_hash = :hash")
        .param("member", member).param("hash", tokenHash).param("now", now.toEpochMilli()).update();
  }

  int deleteUnseenSince(Instant time) {
    return db.sql("delete from session where seen_at < :time").param("time", time.toEpochMilli()).update();
  }
}
