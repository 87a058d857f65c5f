package com.candylake.card;

import com.candylake.base.Key;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import com.candylake.guard.Restriction;
import com.candylake.guard.Stage;
import com.candylake.item.Counts;
import com.candylake.item.TextOrigin;
import com.candylake.vote.Vote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CardStore {
  private final JdbcClient db;

  CardStore(JdbcClient db) {
    this.db = db;
  }

  /** A listed item with one of its texts. */
  record Row(long id, ItemFacts facts, Lang lang, Lang original, TextOrigin origin, String title, String excerpt,
      String html, String authorName, Instant publishedAt, boolean edited, Counts counts, @Nullable Long parent,
      @Nullable Long thread, Mark mine) {}

  /**
   * @param me whose votes and favourites come with it, by joins on their primary keys; null: nobody's
   * @param root what the items stand under, if they are replies
   */
  List<Row> rows(List<Long> ids, @Nullable Long me, @Nullable ItemFacts root) {
    String mine = me == null ? ", 0 as vote, 0 as favourite"
        : ", coalesce(vo.value, 0) as vote, case when fa.item is null then 0 else 1 end as favourite";
    String marks = me == null ? ""
        : " left join vote vo on vo.item = i.id and vo.member = :me"
            + " left join favourite fa on fa.item = i.id and fa.member = :me";
    var query = db.sql("""
        select i.id, i.kind, i.author, i.restriction, t.lang, i.lang as original, t.origin, t.title, t.excerpt,
               case when i.kind = 1 then '' else t.html end as html, m.name, i.channel, i.published_at, i.edited_at,
               i.support, i.oppose, i.replies, i.favourites, v.views, i.parent, l.thread""" + mine + """

          from listing l
          join item i on i.id = l.item
          join item_text t on t.item = l.item and t.lang = l.lang
          join member m on m.id = i.author
          left join item_view v on v.item = i.id""" + marks + """

         where l.item in (:ids)
         order by t.lang""").param("ids", ids);
    if (me != null) {
      query = query.param("me", me);
    }
    return query.query((r, n) -> new Row(r.getLong("id"),
            new ItemFacts(Kind.of(r.getInt("kind")), r.getLong("author"), id(r, "channel"), Stage.PUBLISHED,
                Restriction.of(r.getInt("restriction")), false, root),
            new Lang(r.getString("lang")), new Lang(r.getString("original")), TextOrigin.valueOf(r.getString("origin")),
            r.getString("title"), r.getString("excerpt"), r.getString("html"), r.getString("name"),
            Instant.ofEpochMilli(r.getLong("published_at")), id(r, "edited_at") != null,
            new Counts(r.getLong("views"), r.getLong("replies"), r.getLong("favourites"), r.getLong("support"),
                r.getLong("oppose")), id(r, "parent"), id(r, "thread"), mark(r)))
        .list();
  }

  /** What a member has done to one item. */
  Mark mark(long item, long me) {
    return db.sql("""
        select coalesce((select value from vote where item = :item and member = :me), 0) as vote,
               (select count(*) from favourite where item = :item and member = :me) as favourite""")
        .param("item", item).param("me", me).query((r, n) -> mark(r)).single();
  }

  private static Mark mark(ResultSet row) throws SQLException {
    int vote = row.getInt("vote");
    return new Mark(vote == 0 ? null : Vote.of(vote), row.getInt("favourite") == 1);
  }

  /** What a member keeps and lists show, kept last first. */
  List<Place> favourites(long me, @Nullable Key after, int most) {
    var query = db.sql("""
        select f.item, f.at from favourite f
         where f.member = :me""" + (after == null ? "" : " and (f.at, f.item) < (:at, :id)") + """

           and exists (select 1 from listing l where l.item = f.item)
         order by f.at desc, f.item desc limit :most""").param("me", me).param("most", most);
    if (after != null) {
      query = query.param("at", after.at()).param("id", after.id());
    }
    return query.query(Place.class).list();
  }

  /** All that a member has written, whatever its state, newest first. */
  List<OwnItem> own(long me, @Nullable Key after, int most) {
    var query = db.sql("""
        select i.id, i.kind, i.channel, i.stage, i.restriction, i.published_at, i.withdrawn_at, i.edited_at, i.lang,
               coalesce(t.title, '') as title, coalesce(t.excerpt, '') as excerpt, i.support, i.oppose, i.replies,
               i.favourites, v.views
          from item i
          left join item_text t on t.item = i.id and t.lang = i.lang
          left join item_view v on v.item = i.id
         where i.author = :me""" + (after == null ? "" : " and (i.published_at, i.id) < (:at, :id)") + """

         order by i.published_at desc, i.id desc limit :most""").param("me", me).param("most", most);
    if (after != null) {
      query = query.param("at", after.at()).param("id", after.id());
    }
    return query.query((r, n) -> new OwnItem(r.getLong("id"),
            new ItemFacts(Kind.of(r.getInt("kind")), me, id(r, "channel"), Stage.valueOf(r.getString("stage")),
                Restriction.of(r.getInt("restriction")), false, null),
            new Lang(r.getString("lang")), r.getString("title"), r.getString("excerpt"),
            Instant.ofEpochMilli(r.getLong("published_at")), instant(r, "withdrawn_at"), id(r, "edited_at") != null,
            new Counts(r.getLong("views"), r.getLong("replies"), r.getLong("favourites"), r.getLong("support"),
                r.getLong("oppose"))))
        .list();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Long millis = id(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** An item and where it stands in its list. */
  record Place(long item, long at) {}

  /**
   * The first items of a list that have a text which the reader reads. Each reading language, written by people or by a
   * machine, is a lane of the index; each lane gives its first rows and the lanes are merged, so that no row is read
   * that could not have been shown.
   *
   * @param after where the list goes on; null: at its beginning
   * @param older true: newest or hottest first, going down; false: the other way
   * @return with repetitions where an item has texts in several lanes
   */
  List<Place> places(ListQuery list, Reads reads, @Nullable Key after, boolean older, int most) {
    String by = list.sort().isHot() ? "hot" : "published_at";
    String order = older ? "order by %s desc, item desc" : "order by %s, item";
    String lane = "select * from (select item, " + by + " as at from listing"
        + "\n where kind = :kind and lang = :lang%d and machine = %d"
        + (list.channel() == null ? "" : " and channel = :channel")
        + (list.author() == null ? "" : " and author = :author")
        // the demoted have none, and PostgreSQL would put them first
        + (list.sort().isHot() ? " and hot is not null" : "")
        + (after == null ? "" : " and (" + by + ", item) " + (older ? "<" : ">") + " (:at, :id)")
        + "\n " + order.formatted(by) + " limit :most) as lane%1$d%2$d\n";
    var lanes = new ArrayList<String>();
    for (int i = 0; i < reads.languages().size(); i++) {
      lanes.add(lane.formatted(i, 0));
      if (reads.machine()) {
        lanes.add(lane.formatted(i, 1));
      }
    }
    String merged = "select item, at from (\n" + String.join("union all\n", lanes) + ") as lanes "
        + order.formatted("at");
    var query = db.sql(merged).param("kind", list.kind().code()).param("most", most);
    for (int i = 0; i < reads.languages().size(); i++) {
      query = query.param("lang" + i, reads.languages().get(i).tag());
    }
    if (list.channel() != null) {
      query = query.param("channel", list.channel());
    }
    if (list.author() != null) {
      query = query.param("author", list.author());
    }
    if (after != null) {
      query = query.param("at", after.at()).param("id", after.id());
    }
    return query.query(Place.class).list();
  }

  /** The public replies under a root, thread by thread; in a thread by age. */
  List<Place> replies(long root, @Nullable Key after, int most) {
    var query = db.sql("""
        select item, thread as at from listing
         where root = :root""" + (after == null ? "" : " and (thread, item) > (:at, :id)") + """

         group by thread, item
         order by thread, item limit :most""").param("root", root).param("most", most);
    if (after != null) {
      query = query.param("at", after.at()).param("id", after.id());
    }
    return query.query(Place.class).list();
  }

  private static @Nullable Long id(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
