package com.candylake.account;

import com.candylake.guard.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MemberStore {
  private final JdbcClient db;

  MemberStore(JdbcClient db) {
    this.db = db;
  }

  Optional<Member> byKey(String nameKey) {
    return db.sql("select id, name, about, created_at from member where name_key = :key")
        .param("key", nameKey)
        .query((r, i) -> new Member(r.getLong("id"), r.getString("name"), r.getString("about"),
            Instant.ofEpochMilli(r.getLong("created_at"))))
        .optional();
  }

  /** Empty if somebody has a name that compares equal. */
  Optional<Long> insert(String name, String nameKey, String about, String reads, Instant at) {
    return db.sql("""
        insert into member (name, name_key, about, reads, created_at) values (:name, :key, :about, :reads, :at)
        on conflict (name_key) do nothing returning id""")
        .param("name", name).param("key", nameKey).param("about", about).param("reads", reads)
        .param("at", at.toEpochMilli())
        .query(Long.class).optional();
  }

  void password(long member, String hash) {
    db.sql("update member set password = :hash where id = :member").param("hash", hash).param("member", member).update();
  }

  Optional<Credentials> credentials(String nameKey) {
    return db.sql("select id, password from member where name_key = :key").param("key", nameKey)
        .query((r, i) -> new Credentials(r.getLong("id"), r.getString("password"))).optional();
  }

  void grant(long member, Role role) {
    db.sql("insert into member_role (member, role) values (:member, :role) on conflict do nothing")
        .param("member", member).param("role", role.name()).update();
  }

  void edits(long member, long channel) {
    db.sql("insert into editor_channel (member, channel) values (:member, :channel) on conflict do nothing")
        .param("member", member).param("channel", channel).update();
  }

  List<String> roles(long member) {
    return db.sql("select role from member_role where member = :member").param("member", member)
        .query(String.class).list();
  }

  List<Long> channels(long member) {
    return db.sql("select channel from editor_channel where member = :member").param("member", member)
        .query(Long.class).list();
  }
}
