package com.candylake.notify;

import com.candylake.change.ChangeLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TellingStore {
  private static final String CONSUMER = "notify";
  private final JdbcClient db;

  TellingStore(JdbcClient db) {
    this.db = db;
  }

  /** How far the log has been told; empty at the very first. */
  Optional<ChangeLog.Position> position() {
    return db.sql("select epoch, seq from consumer where name = :name").param("name", CONSUMER)
        .query(ChangeLog.Position.class).optional();
  }

  /** Where it begins, unless another node has just said so. */
  void begin(ChangeLog.Position at) {
    db.sql("insert into consumer (name, epoch, seq) values (:name, :epoch, :seq) on conflict (name) do nothing")
        .param("name", CONSUMER).param("epoch", at.epoch()).param("seq", at.seq()).update();
  }

  /** False if another node has moved it. On PostgreSQL it waits here for one that is about to. */
  boolean move(ChangeLog.Position from, ChangeLog.Position to) {
    return db.sql("""
        update consumer set epoch = :epoch, seq = :to where name = :name and epoch = :was and seq = :from""")
        .param("name", CONSUMER).param("epoch", to.epoch()).param("to", to.seq()).param("was", from.epoch())
        .param("from", from.seq()).update() == 1;
  }

  /** Those of the items that are shown and were published since. */
  List<Long> fresh(Collection<Long> items, Instant since) {
    return items.isEmpty() ? List.of() : db.sql("""
        select i.id from item i
         where i.id in (:items) and i.published_at >= :since and exists (select 1 from listing l where l.item = i.id)
         order by i.id""")
        .param("items", items).param("since", since.toEpochMilli()).query(Long.class).list();
  }

  /** What was typed into a text as it stands. */
  record Typed(long item, String markdown) {}

  /** The texts of these items in which there may be a mention. */
  List<Typed> typed(Collection<Long> items) {
    return items.isEmpty() ? List.of() : db.sql("""
        select t.item, r.markdown
          from item_text t
          join item_revision r on r.item = t.item and r.lang = t.lang and r.revision = t.revision
         where t.item in (:items) and (r.markdown like '%@%' or r.markdown like '%＠%')
         order by t.item, t.lang""").param("items", items).query(Typed.class).list();
  }

  /** Who has which of these names. */
  record Named(long id, String key) {}

  List<Named> named(Collection<String> keys) {
    return db.sql("select id, name_key as key from member where name_key in (:keys)").param("keys", keys)
        .query(Named.class).list();
  }

  /**
   * Who is told of an item that is shown, unless they have written it, know of it, or do not want to know of such.
   * %1$s the reason, %2$s its bit, %3$s whom, %4$s where they are found, %5$s when they are told.
   */
  private static final String TELL = """
      insert into notification (member, item, root, reason, at)
      select distinct %3$s, i.id, i.root, '%1$s', :now
        from item i
        %4$s
        left join notification_wish w on w.member = %3$s
       where i.id in (:items) and %5$s and %3$s <> i.author
         and exists (select 1 from listing l where l.item = i.id)
         and (coalesce(w.unwanted, 0) & %2$d) = 0
       order by i.id
      on conflict (member, item) do nothing
      returning member""";
  private static final String FOLLOW = "join follow f on f.what = '%s' and f.subject = i.%s and f.at <= i.published_at";

  private static String sql(Reason reason) {
    return switch (reason) {
      case ANSWER -> sql(reason, "p.author", "join item p on p.id = i.parent", "p.kind = 3");
      case REPLY -> sql(reason, "r.author", "join item r on r.id = i.root", "i.kind = 3");
      case MENTION -> sql(reason, "m.id", "cross join member m", "m.id in (:members)");
      case FOLLOWED -> sql(reason, "f.member", FOLLOW.formatted("ITEM", "root"), "i.kind = 3");
      case AUTHOR -> sql(reason, "f.member", FOLLOW.formatted("AUTHOR", "author"), "i.kind < 3");
      case CHANNEL -> sql(reason, "f.member", FOLLOW.formatted("CHANNEL", "channel"), "i.kind < 3");
    };
  }

  private static String sql(Reason reason, String whom, String found, String when) {
    return TELL.formatted(reason, reason.bit(), whom, found, when);
  }

  /** Whom it has told: of several items, several times. */
  List<Long> tell(Reason reason, Collection<Long> items, Instant now) {
    return db.sql(sql(reason)).param("items", items).param("now", now.toEpochMilli()).query(Long.class).list();
  }

  List<Long> tellNamed(long item, Set<Long> members, Instant now) {
    return db.sql(sql(Reason.MENTION)).param("items", List.of(item)).param("members", members)
        .param("now", now.toEpochMilli()).query(Long.class).list();
  }

  /** Whoever was told of one of these items has something for the next digest. */
  void due(Collection<Long> items) {
    db.sql("""
        insert into notification_wish (member, due_at)
        select distinct n.member, 0 from notification n where n.item in (:items)
        on conflict (member) do update set due_at = 0
         where notification_wish.due_at is null and notification_wish.rhythm <> 'OFF'""")
        .param("items", new ArrayList<>(items)).update();
  }
}
