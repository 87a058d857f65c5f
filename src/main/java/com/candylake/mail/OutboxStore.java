package com.candylake.mail;

import com.candylake.base.Lang;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OutboxStore {
  private final JdbcClient db;

  OutboxStore(JdbcClient db) {
    this.db = db;
  }

  void insert(Letter letter, Instant now) {
    db.sql("""
        insert into outbox (recipient, subject, body, lang, unsubscribe, created_at, due_at)
        values (:to, :subject, :text, :lang, :unsubscribe, :now, :now)""")
        .param("to", letter.to()).param("subject", letter.subject()).param("text", letter.text())
        .param("lang", letter.lang().tag()).param("unsubscribe", letter.unsubscribe())
        .param("now", now.toEpochMilli()).update();
  }

  List<Long> due(Instant now, int most) {
    return db.sql("select id from outbox where due_at <= :now order by due_at, id limit :most")
        .param("now", now.toEpochMilli()).param("most", most).query(Long.class).list();
  }

  /** Takes a letter for as long as sending it may last; empty if another node has taken it. */
  Optional<DueLetter> take(long id, Instant now, Instant until) {
    return db.sql("""
        update outbox set due_at = :until, tries = tries + 1 where id = :id and due_at <= :now
        returning created_at, recipient, subject, body, lang, unsubscribe, tries""")
        .param("id", id).param("now", now.toEpochMilli()).param("until", until.toEpochMilli())
        .query((r, i) -> new DueLetter(id, r.getLong("created_at"), new Letter(r.getString("recipient"), r.getString("subject"),
            r.getString("body"), new Lang(r.getString("lang")), r.getString("unsubscribe")), r.getInt("tries")))
        .optional();
  }

  /** Unless it has been taken once more since: then it is another's to say. */
  void again(DueLetter due, Instant at, String problem) {
    db.sql("update outbox set due_at = :at, problem = :problem where id = :id and tries = :tries and ended_at is null")
        .param("id", due.id()).param("tries", due.tries()).param("at", at.toEpochMilli()).param("problem", problem).update();
  }

  /** The words go: they may hold a link that nobody else is to use. */
  void done(DueLetter due, Instant at, String problem) {
    db.sql("""
        update outbox set due_at = null, body = '', unsubscribe = '', ended_at = :at, problem = :problem
         where id = :id and tries = :tries and ended_at is null""")
        .param("id", due.id()).param("tries", due.tries()).param("at", at.toEpochMilli()).param("problem", problem).update();
  }

  void deleteBefore(Instant time) {
    db.sql("delete from outbox where ended_at < :time").param("time", time.toEpochMilli()).update();
  }
}
