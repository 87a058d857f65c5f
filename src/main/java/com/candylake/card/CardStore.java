package com.candylake.card;

import com.candylake.base.Key;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.item.Counts;
import com.candylake.item.TextOrigin;
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
  record Row(long id, int kind, Lang lang, Lang original, TextOrigin origin, String title, String excerpt, String html,
      String authorName, @Nullable Long channel, Instant publishedAt, boolean edited, Counts counts,
      @Nullable Long parent, @Nullable Long thread) {}

  List<Row> rows(List<Long> ids) {
    return db.sql("""
        select i.id, i.kind, t.lang, i.lang as original, t.origin, t.title, t.excerpt,
               case when i.kind = 1 then '' else t.html end as html, m.name, i.channel, i.published_at, i.edited_at,
               i.support, i.oppose, i.replies, i.favourites, v.views, i.parent, l.thread
          from listing l
          join item i on i.id = l.item
          join item_text t on t.item = l.item and t.lang = l.lang
          join member m on m.id = i.author
          left join item_view v on v.item = i.id
         where l.item in (:ids)
         order by t.lang""").param("ids", ids)
        .query((r, n) -> new Row(r.getLong("id"), r.getInt("kind"), new Lang(r.getString("lang")),
            new Lang(r.getString("original")), TextOrigin.valueOf(r.getString("origin")), r.getString("title"),
            r.getString("excerpt"), r.getString("html"), r.getString("name"), id(r, "channel"),
            Instant.ofEpochMilli(r.getLong("published_at")), id(r, "edited_at") != null,
            new Counts(r.getLong("views"), r.getLong("replies"), r.getLong("favourites"), r.getLong("support"),
                r.getLong("oppose")), id(r, "parent"), id(r, "thread")))
        .list();
  }

  /** An item and where it stands in its list. */
  record Place(long item, long at) {}

  /**
   * The newest items of a list that have a text which the reader reads. Each reading language, written by people or
   * by a
   * machine, is a lane of the index; each lane gives its first rows and the lanes are merged, so that no row is read
   * that could not have been shown.
   *
   * @param after where the list goes on; null: at its beginning
   * @param older true: newest first, going back in time; false: oldest first, going forward
   * @return with repetitions where an item has texts in several lanes
   */
  List<Place> places(ListQuery list, Reads reads, @Nullable Key after, boolean older, int most) {
    String order = older ? "order by published_at desc, item desc" : "order by published_at, item";
    String lane = """
        select * from (select item, published_at as at from listing
         where kind = :kind and lang = :lang%d and machine = %d""" + (list.channel() == null ? "" : " and channel = :channel")
        + (list.author() == null ? "" : " and author = :author")
        + (after == null ? "" : " and (published_at, item) " + (older ? "<" : ">") + " (:at, :id)")
        + "\n " + order + " limit :most) as lane%1$d%2$d\n";
    var lanes = new ArrayList<String>();
    for (int i = 0; i < reads.languages().size(); i++) {
      lanes.add(lane.formatted(i, 0));
      if (reads.machine()) {
        lanes.add(lane.formatted(i, 1));
      }
    }
    String merged = "select item, at from (\n" + String.join("union all\n", lanes) + ") as lanes "
        + order.replace("published_at", "at");
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
