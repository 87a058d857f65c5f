package com.candylake.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SecondStepStore {
  private final JdbcClient db;

  SecondStepStore(JdbcClient db) {
    this.db = db;
  }

  /** @param lastStep of the code that was taken last */
  record Secret(String secret, long lastStep) {}

  Optional<SecondStep> of(long member) {
    return db.sql("""
        select t.created_at, (select count(*) from recovery_code r where r.member = t.member) as codes
          from totp t where t.member = :member""")
        .param("member", member)
        .query((r, i) -> new SecondStep(Instant.ofEpochMilli(r.getLong("created_at")), r.getInt("codes"))).optional();
  }

  Optional<Secret> secret(long member) {
    return db.sql("select secret, last_step from totp where member = :member").param("member", member)
        .query((r, i) -> new Secret(r.getString("secret"), r.getLong("last_step"))).optional();
  }

  /** False if the member has one. */
  boolean insert(long member, String secret, long lastStep, Instant now) {
    return db.sql("""
        insert into totp (member, secret, last_step, created_at) values (:member, :secret, :step, :now)
        on conflict (member) do nothing""")
        .param("member", member).param("secret", secret).param("step", lastStep).param("now", now.toEpochMilli())
        .update() == 1;
  }

  /** False if a code of this step or a later one has been taken. */
  boolean take(long member, long step) {
    return db.sql("update totp set last_step = :step where member = :member and last_step < :step")
        .param("member", member).param("step", step).update() == 1;
  }

  boolean delete(long member) {
    return db.sql("delete from totp where member = :member").param("member", member).update() == 1;
  }

  void insertCodes(long member, List<String> hashes) {
    for (String hash : hashes) {
      db.sql("insert into recovery_code (member, code_hash) values (:member, :hash)")
          .param("member", member).param("hash", hash).update();
    }
  }

  /** Uses it up; false if it is none of the member's. */
  boolean takeCode(long member, String hash) {
    return db.sql("delete from recovery_code where member = :member and code_hash = :hash")
        .param("member", member).param("hash", hash).update() == 1;
  }

  void deleteCodes(long member) {
    db.sql("delete from recovery_code where member = :member").param("member", member).update();
  }

  void insertTicket(String tokenHash, long member, Instant expires) {
    db.sql("insert into sign_in_ticket (token_hash, member, expires_at) values (:hash, :member, :expires)")
        .param("hash", tokenHash).param("member", member).param("expires", expires.toEpochMilli()).update();
  }

  Optional<Long> ticket(String tokenHash, Instant now) {
    return db.sql("select member from sign_in_ticket where token_hash = :hash and expires_at > :now")
        .param("hash", tokenHash).param("now", now.toEpochMilli()).query(Long.class).optional();
  }

  void deleteTicket(String tokenHash) {
    db.sql("delete from sign_in_ticket where token_hash = :hash").param("hash", tokenHash).update();
  }

  void deleteTickets(long member) {
    db.sql("delete from sign_in_ticket where member = :member").param("member", member).update();
  }

  void deleteExpiredTickets(Instant now) {
    db.sql("delete from sign_in_ticket where expires_at <= :now").param("now", now.toEpochMilli()).update();
  }
}
