package com.candylake.card;

import com.candylake.base.Key;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.database.Columns;
import com.candylake.follow.Subject;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CardStore {
  static final Comparator<Place> BY_TIME = Comparator.comparingLong(Place::at).thenComparingLong(Place::item);
  private final JdbcClient db;

  CardStore(JdbcClient db) {
    this.db = db;
  }

  /** A listed item with one of its texts. */
  record Row(long id, ItemFacts facts, Lang lang, Lang original, TextOrigin origin, String title, String excerpt,
      String html, String authorName, Instant publishedAt, boolean edited, Counts counts, @Nullable Long parent,
      @Nullable Long thread) {}

  /** The first public replies under a root, thread by thread; in a thread by age. */
  record Under(long root, @Nullable Key after, int most) {}

  private static final String ROW = """
      select i.id, i.kind, i.author, i.channel, i.restriction, t.lang, case when i.lang <> t.lang then i.lang end,
             t.origin, case when i.kind = 1 then t.title end, case when i.kind <> 3 then t.excerpt end,
             case when i.kind <> 1 then t.html end, m.name, i.published_at, i.edited_at,
             case when i.kind <> 3 then (select v.views from item_view v where v.item = i.id) end, i.replies,
             i.favourites, i.support, i.oppose, i.parent, l.thread
        from (%s) as l
        cross join item i
        join item_text t on t.item = i.id
        join member m on m.id = i.author
       where i.id = l.item""";

  /**
   * With one query. What is not shown is not fetched: each text costs the driver a buffer. An item is listed with all of its
   * texts or with none, so that its own row in the list is not looked up for each of them.
   *
   * @param ids of items anywhere
   * @param replies those under an item besides; null: none
   * @param root what these stand under
   */
  List<Row> rows(List<Long> ids, @Nullable Under replies, @Nullable ItemFacts root) {
    var sql = new ArrayList<String>();
    var params = new ArrayList<Object>(ids);
    if (!ids.isEmpty()) {
      sql.add(ROW.formatted("select item, min(thread) as thread from listing where item in (" + placeholders(ids)
          + ") group by item"));
    }
    if (replies != null) {
      sql.add(ROW.formatted("select item, thread from listing where kind = 3 and root = ?"
          + (replies.after() == null ? "" : " and (thread, item) > (?, ?)")
          + " group by thread, item order by thread, item limit ?"));
      params.add(replies.root());
      if (replies.after() != null) {
        params.add(replies.after().at());
        params.add(replies.after().id());
      }
      params.add(replies.most());
    }
    return sql.isEmpty() ? List.of() : db.sql(String.join(" union all ", sql)).params(params)
        .query((r, n) -> row(new Columns(r), root)).list();
  }

  /** In the order of the columns above. */
  private static Row row(Columns c, @Nullable ItemFacts root) throws SQLException {
    long id = c.number();
    Kind kind = Kind.of(c.small());
    var facts = new ItemFacts(kind, c.number(), c.id(), Stage.PUBLISHED, Restriction.of(c.small()), false,
        kind == Kind.REPLY ? root : null);
    var lang = new Lang(c.text());
    String original = c.text();
    return new Row(id, facts, lang, original.isEmpty() ? lang : new Lang(original), TextOrigin.valueOf(c.text()), c.text(),
        c.text(), c.text(), c.text(), Instant.ofEpochMilli(c.number()), c.id() != null,
        new Counts(c.number(), c.number(), c.number(), c.number(), c.number()), c.id(), c.id());
  }

  private static String placeholders(List<Long> ids) {
    return "?, ".repeat(ids.size() - 1) + "?";
  }

  /** A third value beside those of votes. */
  private static final int FOLLOWS = 2;

  /**
   * What a member has done to items, those that they have voted on or keep, and whether they follow what their page is about.
   *
   * @param about null: the page is about nothing that can be followed
   */
  Marks marks(long me, List<Long> items, @Nullable Subject about) {
    var sql = new ArrayList<String>();
    var params = new ArrayList<Object>();
    if (!items.isEmpty()) {
      sql.add("select item, value from vote where member = ? and item in (" + placeholders(items)
          + ") union all select item, 0 from favourite where member = ? and item in (" + placeholders(items) + ")");
      Stream.of(List.of(me), items, List.of(me), items).forEach(params::addAll);
    }
    if (about != null) {
      sql.add("select subject, " + FOLLOWS + " from follow where member = ? and what = ? and subject = ?");
      params.addAll(List.of(me, about.what().name(), about.id()));
    }
    var marks = new HashMap<Long, Mark>();
    List<Integer> values = db.sql(String.join(" union all ", sql)).params(params).query((r, n) -> {
      int value = r.getInt(2);
      if (value != FOLLOWS || about != null && about.what() == Subject.What.ITEM) {
        marks.merge(r.getLong(1), switch (value) {
          case FOLLOWS -> new Mark(null, false, true);
          case 0 -> new Mark(null, true, false);
          default -> new Mark(Vote.of(value), false, false);
        }, Mark::and);
      }
      return value;
    }).list();
    return new Marks(marks, values.contains(FOLLOWS));
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
   * The first items of a list that have a text which the reader reads.
   *
   * @param after where the list goes on; null: at its beginning
   * @param older true: newest or hottest first, going down; false: the other way
   */
  record Ask(ListQuery list, @Nullable Key after, boolean older, int most) {}

  /**
   * Several lists with one query. Each reading language, written by people or by a machine, is a lane of the index; each
   * lane gives its first rows and the lanes are merged here, so that no row is read that could not have been shown.
   *
   * @return for each list its items, each once
   */
  List<List<Place>> places(Reads reads, List<Ask> asks) {
    var sql = new StringBuilder();
    var params = new ArrayList<Object>();
    for (int i = 0; i < asks.size(); i++) {
      for (Lang lang : reads.languages()) {
        for (int machine = 0; machine <= (reads.machine() ? 1 : 0); machine++) {
          sql.append(params.isEmpty() ? "" : " union all ");
          lane(sql, params, asks.get(i), i, lang, machine);
        }
      }
    }
    var found = new ArrayList<List<Place>>();
    for (int i = 0; i < asks.size(); i++) {
      found.add(new ArrayList<>());
    }
    db.sql(sql.toString()).params(params)
        .query((r, n) -> found.get(r.getInt(1)).add(new Place(r.getLong(2), r.getLong(3)))).list();
    for (int i = 0; i < asks.size(); i++) {
      found.set(i, first(found.get(i), asks.get(i)));
    }
    return found;
  }

  private static void lane(StringBuilder sql, List<Object> params, Ask ask, int number, Lang lang, int machine) {
    ListQuery list = ask.list();
    String by = list.sort().isHot() ? "hot" : "published_at";
    String down = ask.older() ? " desc" : "";
    sql.append("select * from (select ").append(number).append(" as list, item, ").append(by)
        .append(" as at from listing where kind = ? and kind < 3 and lang = ? and machine = ").append(machine)
        .append(list.channel() == null ? "" : " and channel = ?")
        .append(list.author() == null ? "" : " and author = ?")
        // the demoted have no hot, and PostgreSQL would put them first
        .append(list.sort().isHot() ? " and hot is not null" : "");
    if (ask.after() != null) {
      sql.append(" and (").append(by).append(", item) ").append(ask.older() ? '<' : '>').append(" (?, ?)");
    }
    sql.append(" order by ").append(by).append(down).append(", item").append(down).append(" limit ?) as lane")
        .append(params.size());
    params.add(list.kind().code());
    params.add(lang.tag());
    Stream.of(list.channel(), list.author(), ask.after() == null ? null : ask.after().at(),
        ask.after() == null ? null : ask.after().id()).filter(Objects::nonNull).forEach(params::add);
    params.add(ask.most());
  }

  private static List<Place> first(List<Place> found, Ask ask) {
    return found.stream().distinct().sorted(ask.older() ? BY_TIME.reversed() : BY_TIME).limit(ask.most()).toList();
  }

  private static @Nullable Long id(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
