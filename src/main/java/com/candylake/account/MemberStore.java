package com.candylake.account;

import com.candylake.guard.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        .query(MemberStore::member).optional();
  }

  private static Member member(ResultSet r, int row) throws SQLException {
    return new Member(r.getLong("id"), r.getString("name"), r.getString("about"),
        Instant.ofEpochMilli(r.getLong("created_at")));
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

  /** False if another member's name looks the same; what nobody has is taken all the same. */
  boolean claim(long member, Set<String> looks) {
    db.sql("update member set looked = 1 where id = :member").param("member", member).update();
    int taken = 0;
    for (String look : looks) {
      taken += db.sql("insert into name_look (look, member) values (:look, :member) on conflict do nothing")
          .param("look", look).param("member", member).update();
    }
    return taken == looks.size();
  }

  /** Some of those who were entered before looks were compared. */
  List<Member> unlooked(int most) {
    return db.sql("select id, name, about, created_at from member where looked = 0 order by id limit :most")
        .param("most", most).query(MemberStore::member).list();
  }

  void password(long member, String hash) {
    db.sql("update member set password = :hash where id = :member").param("hash", hash).param("member", member).update();
  }

  String name(long member) {
    return db.sql("select name from member where id = :member").param("member", member).query(String.class).single();
  }

  /** An update that changes nothing locks the row on both databases; see ADR 12. */
  boolean holds(long member, String hash) {
    return db.sql("update member set password = password where id = :member and password = :hash")
        .param("member", member).param("hash", hash).update() == 1;
  }

  void hold(long member) {
    db.sql("update member set password = password where id = :member").param("member", member).update();
  }

  Optional<Credentials> credentials(long member) {
    return db.sql("select id, password from member where id = :member").param("member", member)
        .query((r, i) -> new Credentials(r.getLong("id"), r.getString("password"))).optional();
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
