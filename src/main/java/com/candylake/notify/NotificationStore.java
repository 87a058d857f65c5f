package com.candylake.notify;

import com.candylake.base.Lang;
import com.candylake.guard.Kind;
import com.candylake.item.TextOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class NotificationStore {
  /** What lists do not show any more nobody is told of. */
  private static final String SHOWN = " exists (select 1 from listing l where l.item = n.item)";
  private final JdbcClient db;

  NotificationStore(JdbcClient db) {
    this.db = db;
  }

  record Row(long id, Reason reason, long item, @Nullable Long root, Instant at, boolean unread) {}

  /** The newest first. */
  List<Row> of(long member, long before, int most) {
    return db.sql("select n.id, n.reason, n.item, n.root, n.at, n.read_at from notification n"
        + " where n.member = :me and n.id < :before and" + SHOWN + " order by n.id desc limit :most")
        .param("me", member).param("before", before).param("most", most).query((r, i) -> row(r)).list();
  }

  /** Those after one of them, the newest first. */
  List<Row> unread(long member, long after, int most) {
    return db.sql("select n.id, n.reason, n.item, n.root, n.at, n.read_at from notification n"
        + " where n.member = :me and n.read_at is null and n.id > :after and" + SHOWN + " order by n.id desc limit :most")
        .param("me", member).param("after", after).param("most", most).query((r, i) -> row(r)).list();
  }

  private static Row row(ResultSet r) throws SQLException {
    r.getLong("read_at");
    boolean unread = r.wasNull();
    long root = r.getLong("root");
    return new Row(r.getLong("id"), Reason.valueOf(r.getString("reason")), r.getLong("item"), r.wasNull() ? null : root,
        Instant.ofEpochMilli(r.getLong("at")), unread);
  }

  /** @param most no more are counted */
  int countUnread(long member, int most) {
    return db.sql("select count(*) from (select 1 as one from notification n where n.member = :me and n.read_at is null and"
        + SHOWN + " limit :most) as counted").param("me", member).param("most", most).query(Integer.class).single();
  }

  /** Which of these are the member's, and of which items, the oldest first. */
  List<Row> of(long member, Collection<Long> ids) {
    return db.sql("""
        select id, reason, item, root, at, read_at from notification
         where member = :me and id in (:ids) order by id""").param("me", member).param("ids", ids)
        .query((r, i) -> row(r)).list();
  }

  int read(long member, Collection<Long> ids, Instant now) {
    return db.sql("update notification set read_at = :now where member = :me and id in (:ids) and read_at is null")
        .param("me", member).param("ids", ids).param("now", now.toEpochMilli()).update();
  }

  int readUpTo(long member, long last, Instant now) {
    return db.sql("update notification set read_at = :now where member = :me and id <= :last and read_at is null")
        .param("me", member).param("last", last).param("now", now.toEpochMilli()).update();
  }

  int deleteBefore(Instant time, int most) {
    return db.sql("delete from notification where id in (select id from notification where at < :time order by at limit :most)")
        .param("time", time.toEpochMilli()).param("most", most).update();
  }

  /** One of an item's texts. */
  record TextRow(long item, Kind kind, @Nullable Long channel, String author, Lang original, Lang lang, TextOrigin origin,
      String title, String excerpt) {}

  /** All texts of these items, by language. */
  List<TextRow> texts(Collection<Long> items) {
    return items.isEmpty() ? List.of() : db.sql("""
        select i.id, i.kind, i.channel, m.name, i.lang as original, t.lang, t.origin, t.title, t.excerpt
          from item i
          join member m on m.id = i.author
          join item_text t on t.item = i.id
         where i.id in (:items)
         order by i.id, t.lang""").param("items", items)
        .query((r, n) -> {
          long channel = r.getLong("channel");
          return new TextRow(r.getLong("id"), Kind.of(r.getInt("kind")), r.wasNull() ? null : channel, r.getString("name"),
              new Lang(r.getString("original")), new Lang(r.getString("lang")), TextOrigin.valueOf(r.getString("origin")),
              r.getString("title"), r.getString("excerpt"));
        }).list();
  }

  /** How many of these items lists show. */
  int countShown(Collection<Long> items) {
    return db.sql("select count(distinct item) from listing where item in (:items)").param("items", items)
        .query(Integer.class).single();
  }
}
