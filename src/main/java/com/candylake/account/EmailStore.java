package com.candylake.account;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EmailStore {
  private final JdbcClient db;

  EmailStore(JdbcClient db) {
    this.db = db;
  }

  /** What a link is good for. */
  enum Purpose { CONFIRM, SIGN_IN }

  /** @param address that is confirmed by it; empty: none */
  record Link(long member, String address) {}

  /** Who has confirmed that an address is theirs. */
  record Owner(long member, String name) {}

  Optional<Email> of(long member) {
    return db.sql("select address, address_key from member_email where member = :member").param("member", member)
        .query((r, i) -> new Email(r.getString("address"), r.getString("address_key") != null)).optional();
  }

  Optional<Owner> owner(String key) {
    return db.sql("select m.id, m.name from member_email e join member m on m.id = e.member where e.address_key = :key")
        .param("key", key).query((r, i) -> new Owner(r.getLong("id"), r.getString("name"))).optional();
  }

  /** What the member says, until they have confirmed it; one that is confirmed stays until then. */
  void ask(long member, String address, Instant now) {
    db.sql("""
        insert into member_email (member, address, at) values (:member, :address, :now)
        on conflict (member) do update set address = excluded.address, at = excluded.at
         where member_email.address_key is null""")
        .param("member", member).param("address", address).param("now", now.toEpochMilli()).update();
  }

  void confirm(long member, String address, String key, Instant now) {
    db.sql("""
        insert into member_email (member, address, address_key, at) values (:member, :address, :key, :now)
        on conflict (member) do update set address = excluded.address, address_key = excluded.address_key, at = excluded.at""")
        .param("member", member).param("address", address).param("key", key).param("now", now.toEpochMilli()).update();
  }

  /** In the place of any link before it for the same. */
  void link(String tokenHash, long member, Purpose purpose, String address, Instant expires) {
    db.sql("delete from account_link where member = :member and purpose = :purpose")
        .param("member", member).param("purpose", purpose.name()).update();
    db.sql("""
        insert into account_link (token_hash, member, purpose, address, expires_at)
        values (:hash, :member, :purpose, :address, :expires)""")
        .param("hash", tokenHash).param("member", member).param("purpose", purpose.name()).param("address", address)
        .param("expires", expires.toEpochMilli()).update();
  }

  Optional<Link> link(String tokenHash, Purpose purpose, Instant now) {
    return db.sql("""
        select member, address from account_link where token_hash = :hash and purpose = :purpose and expires_at > :now""")
        .param("hash", tokenHash).param("purpose", purpose.name()).param("now", now.toEpochMilli())
        .query((r, i) -> new Link(r.getLong("member"), r.getString("address"))).optional();
  }

  /** Takes it, so that nobody else can. */
  Optional<Link> take(String tokenHash, Purpose purpose, Instant now) {
    return db.sql("""
        delete from account_link where token_hash = :hash and purpose = :purpose and expires_at > :now
        returning member, address""")
        .param("hash", tokenHash).param("purpose", purpose.name()).param("now", now.toEpochMilli())
        .query((r, i) -> new Link(r.getLong("member"), r.getString("address"))).optional();
  }

  void deleteLinks(long member) {
    db.sql("delete from account_link where member = :member").param("member", member).update();
  }

  void deleteExpired(Instant now) {
    db.sql("delete from account_link where expires_at <= :now").param("now", now.toEpochMilli()).update();
  }
}
