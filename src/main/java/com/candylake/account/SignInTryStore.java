package com.candylake.account;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SignInTryStore {
  private final JdbcClient db;

  SignInTryStore(JdbcClient db) {
    this.db = db;
  }

  /** @param since of the first of these tries */
  record Tries(int number, Instant since) {}

  /**
   * Counts one more.
   *
   * @param from what began before this is forgotten
   */
  Tries count(String subject, Instant now, Instant from) {
    return db.sql("""
        insert into sign_in_try (subject, tries, since) values (:subject, 1, :now)
        on conflict (subject) do update set
          tries = case when sign_in_try.since < :from then 1 else sign_in_try.tries + 1 end,
          since = case when sign_in_try.since < :from then excluded.since else sign_in_try.since end
        returning tries, since""")
        .param("subject", subject).param("now", now.toEpochMilli()).param("from", from.toEpochMilli())
        .query((r, i) -> new Tries(r.getInt("tries"), Instant.ofEpochMilli(r.getLong("since")))).single();
  }

  void takeBack(String subject) {
    db.sql("update sign_in_try set tries = tries - 1 where subject = :subject and tries > 0")
        .param("subject", subject).update();
  }

  boolean knows(String deviceHash, long member) {
    return db.sql("select count(*) from known_device where token_hash = :hash and member = :member")
        .param("hash", deviceHash).param("member", member).query(Long.class).single() == 1;
  }

  void forget(String deviceHash) {
    db.sql("delete from known_device where token_hash = :hash").param("hash", deviceHash).update();
  }

  void forgetDevices(long member) {
    db.sql("delete from known_device where member = :member").param("member", member).update();
  }

  void know(String deviceHash, long member, Instant now) {
    db.sql("insert into known_device (token_hash, member, at) values (:hash, :member, :now)")
        .param("hash", deviceHash).param("member", member).param("now", now.toEpochMilli()).update();
  }

  void deleteBefore(Instant tries, Instant devices) {
    db.sql("delete from sign_in_try where since < :time").param("time", tries.toEpochMilli()).update();
    db.sql("delete from known_device where at < :time").param("time", devices.toEpochMilli()).update();
  }
}
