package com.candylake.notify;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DigestStore {
  private final JdbcClient db;

  DigestStore(JdbcClient db) {
    this.db = db;
  }

  List<DueDigest> due(Instant now, int most) {
    return db.sql("""
        select w.member, w.due_at, w.sent_to, w.rhythm, w.lang, m.name, m.zone, m.reads, e.address
          from notification_wish w
          join member m on m.id = w.member
          left join member_email e on e.member = w.member and e.address_key is not null
         where w.due_at <= :now order by w.due_at, w.member limit :most""")
        .param("now", now.toEpochMilli()).param("most", most)
        .query((r, n) -> new DueDigest(r.getLong("member"), r.getLong("due_at"), r.getLong("sent_to"),
            Rhythm.valueOf(r.getString("rhythm")), r.getString("lang"), r.getString("name"), r.getString("zone"),
            Objects.requireNonNullElse(r.getString("reads"), ""), r.getString("address"))).list();
  }

  /** False if another node was first, or the member has changed their mind. */
  boolean plan(DueDigest was, @Nullable Instant next) {
    return db.sql("update notification_wish set due_at = :next where member = :member and due_at = :was")
        .param("next", next == null ? null : next.toEpochMilli(), Types.BIGINT).param("member", was.member())
        .param("was", was.due()).update() == 1;
  }

  /** The same, when what there was up to a notification has been written into a letter. */
  boolean sent(DueDigest was, long last) {
    return db.sql("""
        update notification_wish set due_at = null, sent_to = :last where member = :member and due_at = :was
           and sent_to = :after""")
        .param("last", last).param("member", was.member()).param("was", was.due()).param("after", was.after()).update() == 1;
  }

  void link(String tokenHash, long member, Instant now) {
    db.sql("insert into digest_link (token_hash, member, at) values (:hash, :member, :now)")
        .param("hash", tokenHash).param("member", member).param("now", now.toEpochMilli()).update();
  }

  /** Whose digest a link ends. */
  Optional<Long> linked(String tokenHash) {
    return db.sql("select member from digest_link where token_hash = :hash").param("hash", tokenHash)
        .query(Long.class).optional();
  }

  void off(long member) {
    db.sql("""
        insert into notification_wish (member, rhythm) values (:member, 'OFF')
        on conflict (member) do update set rhythm = 'OFF', due_at = null""").param("member", member).update();
  }

  int deleteLinksBefore(Instant time) {
    return db.sql("delete from digest_link where at < :time").param("time", time.toEpochMilli()).update();
  }
}
