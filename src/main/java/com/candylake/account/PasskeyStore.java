package com.candylake.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PasskeyStore {
  private final JdbcClient db;

  PasskeyStore(JdbcClient db) {
    this.db = db;
  }

  void ask(String challengeHash, PasskeyPurpose purpose, @Nullable Long member, String handle, Instant expires) {
    db.sql("""
        insert into passkey_challenge (challenge_hash, purpose, member, handle, expires_at)
        values (:hash, :purpose, :member, :handle, :expires)""")
        .param("hash", challengeHash).param("purpose", purpose.name()).param("member", member).param("handle", handle)
        .param("expires", expires.toEpochMilli()).update();
  }

  /** Takes it, so that no other answer can: the handle of the member who gets a key, empty if none is made. */
  Optional<String> take(String challengeHash, PasskeyPurpose purpose, @Nullable Long member, Instant now) {
    return db.sql("""
        delete from passkey_challenge
         where challenge_hash = :hash and purpose = :purpose and coalesce(member, 0) = :member and expires_at > :now
        returning handle""")
        .param("hash", challengeHash).param("purpose", purpose.name()).param("member", member == null ? 0 : member)
        .param("now", now.toEpochMilli()).query(String.class).optional();
  }

  void deleteExpired(Instant now) {
    db.sql("delete from passkey_challenge where expires_at <= :now").param("now", now.toEpochMilli()).update();
  }

  Optional<String> handle(long member) {
    return db.sql("select handle from passkey_owner where member = :member").param("member", member)
        .query(String.class).optional();
  }

  /** The first one stays. */
  void insertHandle(long member, String handle) {
    db.sql("insert into passkey_owner (member, handle) values (:member, :handle) on conflict (member) do nothing")
        .param("member", member).param("handle", handle).update();
  }

  /** False if somebody has registered it. */
  boolean insert(long member, NewPasskey key, String name, Instant now) {
    return db.sql("""
        insert into passkey (credential_id, member, data, name, sign_count, eligible, copied, created_at)
        values (:id, :member, :data, :name, :count, :eligible, :copied, :now) on conflict (credential_id) do nothing""")
        .param("id", key.id()).param("member", member).param("data", key.data()).param("name", name)
        .param("count", key.count()).param("eligible", key.eligible() ? 1 : 0).param("copied", key.copied() ? 1 : 0)
        .param("now", now.toEpochMilli()).update() == 1;
  }

  Optional<KnownPasskey> find(String id) {
    return db.sql("""
        select k.credential_id, k.member, k.data, k.sign_count, k.eligible, k.copied, o.handle
          from passkey k join passkey_owner o on o.member = k.member where k.credential_id = :id""")
        .param("id", id)
        .query((r, i) -> new KnownPasskey(new NewPasskey(r.getString("credential_id"), r.getString("data"),
            r.getInt("eligible") == 1, r.getInt("copied") == 1, r.getLong("sign_count")), r.getLong("member"),
            r.getString("handle"))).optional();
  }

  List<Passkey> of(long member) {
    return db.sql("""
        select credential_id, name, created_at, used_at from passkey where member = :member
         order by created_at, credential_id""")
        .param("member", member).query(PasskeyStore::passkey).list();
  }

  private static Passkey passkey(ResultSet r, int row) throws SQLException {
    long at = r.getLong("used_at");
    // of the column that was read last
    Instant used = r.wasNull() ? null : Instant.ofEpochMilli(at);
    return new Passkey(r.getString("credential_id"), r.getString("name"), Instant.ofEpochMilli(r.getLong("created_at")), used);
  }

  /** False if it is gone, or has signed as often meanwhile; those that do not count say 0 always. */
  boolean use(String id, long count, boolean copied, Instant now) {
    return db.sql("""
        update passkey set sign_count = :count, copied = :copied, used_at = :now
         where credential_id = :id and (sign_count < :count or sign_count = 0 and :count = 0)""")
        .param("id", id).param("count", count).param("copied", copied ? 1 : 0).param("now", now.toEpochMilli()).update() == 1;
  }

  boolean delete(long member, String id) {
    return db.sql("delete from passkey where member = :member and credential_id = :id")
        .param("member", member).param("id", id).update() == 1;
  }
}
