package com.candylake.follow;

import com.candylake.base.Lang;
import com.candylake.guard.Kind;
import com.candylake.item.TextOrigin;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FollowStore {
  private final JdbcClient db;

  FollowStore(JdbcClient db) {
    this.db = db;
  }

  boolean has(long member, Subject subject) {
    return db.sql("select count(*) from follow where member = :me and what = :what and subject = :id")
        .param("me", member).param("what", subject.what().name()).param("id", subject.id())
        .query(Long.class).single() == 1;
  }

  void insert(long member, Subject subject, Instant at) {
    db.sql("""
        insert into follow (member, what, subject, at) values (:me, :what, :id, :at)
        on conflict (member, what, subject) do nothing""")
        .param("me", member).param("what", subject.what().name()).param("id", subject.id())
        .param("at", at.toEpochMilli()).update();
  }

  void delete(long member, Subject subject) {
    db.sql("delete from follow where member = :me and what = :what and subject = :id")
        .param("me", member).param("what", subject.what().name()).param("id", subject.id()).update();
  }

  /** @param name of an author; else empty */
  record Row(long id, Subject subject, String name) {}

  /** The last followed first; items only as long as lists show them. */
  List<Row> of(long member, long before, int most) {
    return db.sql("""
        select f.id, f.what, f.subject, coalesce(m.name, '') as name
          from follow f
          left join member m on f.what = 'AUTHOR' and m.id = f.subject
         where f.member = :me and f.id < :before
           and (f.what <> 'ITEM' or exists (select 1 from listing l where l.item = f.subject))
         order by f.id desc limit :most""")
        .param("me", member).param("before", before).param("most", most)
        .query((r, n) -> new Row(r.getLong("id"),
            new Subject(Subject.What.valueOf(r.getString("what")), r.getLong("subject")), r.getString("name"))).list();
  }

  /** One of an item's texts. */
  record TextRow(long item, Kind kind, Lang original, Lang lang, TextOrigin origin, String title, String excerpt) {}

  List<TextRow> texts(List<Long> items) {
    return items.isEmpty() ? List.of() : db.sql("""
        select i.id, i.kind, i.lang as original, t.lang, t.origin, t.title, t.excerpt
          from item i
          join item_text t on t.item = i.id
         where i.id in (:items)
         order by i.id, t.lang""").param("items", items)
        .query((r, n) -> new TextRow(r.getLong("id"), Kind.of(r.getInt("kind")), new Lang(r.getString("original")),
            new Lang(r.getString("lang")), TextOrigin.valueOf(r.getString("origin")), r.getString("title"),
            r.getString("excerpt"))).list();
  }
}
