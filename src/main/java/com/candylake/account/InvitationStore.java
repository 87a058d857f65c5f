package com.candylake.account;

import com.candylake.guard.Role;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InvitationStore {
  private final JdbcClient db;

  InvitationStore(JdbcClient db) {
    this.db = db;
  }

  void insert(String tokenHash, Role role, Instant expires) {
    db.sql("insert into invitation (token_hash, role, expires_at) values (:hash, :role, :expires)")
        .param("hash", tokenHash).param("role", role.name()).param("expires", expires.toEpochMilli()).update();
  }

  boolean isOpen(String tokenHash, Instant now) {
    return db.sql("select count(*) from invitation where token_hash = :hash and expires_at > :now")
        .param("hash", tokenHash).param("now", now.toEpochMilli()).query(Long.class).single() == 1;
  }

  /** Takes it, so that nobody else can: the role that it gives, or empty if there is none to take. */
  Optional<Role> take(String tokenHash, Instant now) {
    return db.sql("delete from invitation where token_hash = :hash and expires_at > :now returning role")
        .param("hash", tokenHash).param("now", now.toEpochMilli()).query(String.class).optional().map(Role::valueOf);
  }

  void deleteFor(Role role) {
    db.sql("delete from invitation where role = :role").param("role", role.name()).update();
  }

  boolean hasMemberWith(Role role) {
    return db.sql("select count(*) from member_role where role = :role").param("role", role.name())
        .query(Long.class).single() > 0;
  }
}
