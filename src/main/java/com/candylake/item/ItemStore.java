package com.candylake.item;

import com.candylake.base.Lang;
import com.candylake.base.MediaName;
import com.candylake.database.Columns;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import com.candylake.guard.Restriction;
import com.candylake.guard.Stage;
import com.candylake.text.Markdown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ItemStore {
  private final JdbcClient db;

  ItemStore(JdbcClient db) {
    this.db = db;
  }

  /** An item's row with all that the guard must know; nobody has been asked yet whether it may be seen. */
  record Row(long id, ItemFacts facts, Lang lang, String authorName, @Nullable Long root, @Nullable Long thread,
      Instant publishedAt, @Nullable Instant editedAt, @Nullable Instant withdrawnAt, Counts counts,
      boolean hasSources) {}

  private static final String ROW = """
        select i.id, i.kind, i.author, i.channel, i.stage, i.restriction,
               case when i.stage = 'WITHDRAWN' and exists (select 1 from measure x where x.item = i.id) then 1 else 0 end,
               i.lang, m.name, i.thread, i.published_at, i.edited_at, i.withdrawn_at,
               v.views, i.replies, i.favourites, i.support, i.oppose,
               case when exists (select 1 from item_source s where s.item = i.id) then 1 else 0 end,
               i.root, r.kind, r.author, r.channel, r.stage, r.restriction
          from item i
          join member m on m.id = i.author
          left join item_view v on v.item = i.id
          left join item r on r.id = i.root
         where i.id""";

  Optional<Row> find(long id) {
    return db.sql(ROW + " = ?").param(id).query((r, n) -> row(new Columns(r))).optional();
  }

  List<ItemFacts> showing(MediaName file) {
    return db.sql(ROW + " in (" + """
        select u.item from media_use u
          join item_text t on t.item = u.item and t.lang = u.lang and t.revision = u.revision
         where u.media = ?)""").param(file.toString()).query((r, n) -> row(new Columns(r)).facts()).list();
  }

  /** In the order of the columns above. */
  private static Row row(Columns c) throws SQLException {
    long id = c.number();
    Kind kind = Kind.of(c.small());
    long author = c.number();
    Long channel = c.id();
    Stage stage = Stage.valueOf(c.text());
    Restriction restriction = Restriction.of(c.small());
    boolean isSealed = c.number() == 1;
    var lang = new Lang(c.text());
    String authorName = c.text();
    Long thread = c.id();
    Instant publishedAt = Instant.ofEpochMilli(c.number());
    Instant editedAt = c.time();
    Instant withdrawnAt = c.time();
    var counts = new Counts(c.number(), c.number(), c.number(), c.number(), c.number());
    boolean hasSources = c.number() == 1;
    Long root = c.id();
    ItemFacts under = root == null ? null : new ItemFacts(Kind.of(c.small()), c.number(), c.id(), Stage.valueOf(c.text()),
        Restriction.of(c.small()), false, null);
    return new Row(id, new ItemFacts(kind, author, channel, stage, restriction, isSealed, under), lang, authorName, root,
        thread, publishedAt, editedAt, withdrawnAt, counts, hasSources);
  }

  private static @Nullable Long id(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  long insert(NewItem item, Lang lang, @Nullable Long channel, @Nullable Long root, @Nullable Long thread, Instant now,
      Instant publishedAt) {
    return db.sql("""
        insert into item (kind, author, channel, lang, stage, listed, root, parent, thread, created_at, published_at, hot)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        returning id""")
        .params(item.kind().code(), item.author()).param(channel)
        .params(lang.tag(), item.stage().name(), item.listed() ? 1 : 0).param(root).param(item.parent()).param(thread)
        .params(now.toEpochMilli(), publishedAt.toEpochMilli(), publishedAt.toEpochMilli())
        .query(Long.class).single();
  }

  void insertSource(long item, int position, Source source) {
    db.sql("""
        insert into item_source (item, position, title, publisher, url, accessed, quotation)
        values (:item, :position, :title, :publisher, :url, :accessed, :quotation)""")
        .param("item", item).param("position", position).param("title", source.title())
        .param("publisher", source.publisher()).param("url", source.url()).param("accessed", source.accessed())
        .param("quotation", source.quotation())
        .update();
  }

  List<Source> sources(long item) {
    return db.sql("""
        select title, publisher, url, accessed, quotation from item_source where item = :item order by position""")
        .param("item", item).query(Source.class).list();
  }

  /** The text becomes the current one of its language, under the next revision number, which is returned. */
  int putText(long item, NewText text, Instant now) {
    return db.sql("""
        insert into item_text (item, lang, title, excerpt, origin, revision, of_revision, reading_seconds,
          render_version, updated_at, html)
        values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
        on conflict (item, lang) do update set title = excluded.title, excerpt = excluded.excerpt,
          origin = excluded.origin, revision = item_text.revision + 1, of_revision = excluded.of_revision,
          reading_seconds = excluded.reading_seconds, render_version = excluded.render_version,
          updated_at = excluded.updated_at, html = excluded.html
        returning revision""")
        .params(item, text.lang().tag(), text.title(), text.rendered().excerpt(), text.origin().name())
        .param(text.ofRevision())
        .params(text.rendered().readingSeconds(), Markdown.VERSION, now.toEpochMilli(), text.rendered().html())
        .query(Integer.class).single();
  }

  /** @param shown whether the item is public: then this will have been read */
  void insertRevision(long item, int revision, long by, NewText text, Instant now, boolean shown) {
    db.sql("""
        insert into item_revision (item, lang, revision, at, by, origin, of_revision, title, markdown, shown)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
        .params(item, text.lang().tag(), revision, now.toEpochMilli(), by, text.origin().name())
        .param(text.ofRevision()).params(text.title(), text.markdown(), shown ? 1 : 0)
        .update();
  }

  /**
   * Which files the text shows. Only those of its author or of whoever has written it: by naming somebody's file nobody
   * makes it public or keeps it from being deleted. That a file is used is noted in its own row too, which whoever deletes
   * what nobody uses has to wait for.
   */
  void insertMedia(long item, int revision, long by, NewText text, Instant now) {
    for (MediaName file : text.rendered().media()) {
      int known = db.sql("""
          update media set used_at = :now
           where name = :name and state = 1 and owner in (:by, (select author from item where id = :item))""")
          .param("now", now.toEpochMilli()).param("name", file.toString()).param("by", by).param("item", item).update();
      if (known == 1) {
        db.sql("insert into media_use (item, lang, revision, media) values (:item, :lang, :revision, :media)")
            .param("item", item).param("lang", text.lang().tag()).param("revision", revision).param("media", file.toString())
            .update();
      }
    }
  }

  /** The item has become public, and with it its texts as they stand. */
  void show(long item) {
    db.sql("""
        update item_revision set shown = 1
         where item = :item and shown = 0
           and revision = (select t.revision from item_text t
                            where t.item = item_revision.item and t.lang = item_revision.lang)""")
        .param("item", item).update();
  }

  /**
   * Revisions of a text below a number, newest first: those that were public, and the one that stands.
   *
   * @param all those that were not, too
   */
  List<Revision> revisions(long item, Lang lang, int below, int most, boolean all) {
    return db.sql("""
        select r.revision, r.at, r.by, m.name, r.origin, r.of_revision, r.title, r.markdown, c.note
          from item_revision r
          join member m on m.id = r.by
          left join correction c on c.item = r.item and c.lang = r.lang and c.revision = r.revision
         where r.item = :item and r.lang = :lang and r.revision < :below
           and (r.shown = 1 or :all = 1
                or r.revision = (select t.revision from item_text t where t.item = r.item and t.lang = r.lang))
         order by r.revision desc limit :most""")
        .param("item", item).param("lang", lang.tag()).param("below", below).param("all", all ? 1 : 0).param("most", most)
        .query((r, n) -> {
          Long of = id(r, "of_revision");
          return new Revision(r.getInt("revision"), Instant.ofEpochMilli(r.getLong("at")), r.getLong("by"),
              r.getString("name"), TextOrigin.valueOf(r.getString("origin")), of == null ? null : of.intValue(),
              r.getString("title"), r.getString("markdown"), r.getString("note"));
        }).list();
  }

  void insertCorrection(long item, Lang lang, int revision, Instant now, String note) {
    db.sql("insert into correction (item, lang, revision, at, note) values (:item, :lang, :revision, :at, :note)")
        .param("item", item).param("lang", lang.tag()).param("revision", revision).param("at", now.toEpochMilli())
        .param("note", note).update();
    db.sql("update item_text set corrected = 1 where item = :item and lang = :lang")
        .param("item", item).param("lang", lang.tag()).update();
  }

  List<Correction> corrections(long item, Lang lang) {
    return db.sql("select revision, at, note from correction where item = :item and lang = :lang order by revision desc")
        .param("item", item).param("lang", lang.tag())
        .query((r, n) -> new Correction(r.getInt("revision"), Instant.ofEpochMilli(r.getLong("at")), r.getString("note")))
        .list();
  }

  void deleteSources(long item) {
    db.sql("delete from item_source where item = :item").param("item", item).update();
  }

  List<TextHead> texts(long item) {
    return db.sql("select lang, title, origin, revision, of_revision from item_text where item = :item order by lang")
        .param("item", item)
        .query((r, n) -> {
          Long of = id(r, "of_revision");
          return new TextHead(new Lang(r.getString("lang")), r.getString("title"),
              TextOrigin.valueOf(r.getString("origin")), r.getInt("revision"), of == null ? null : of.intValue());
        }).list();
  }

  /** @param text null: not fetched */
  record TextRow(TextHead head, boolean corrected, @Nullable Text text) {}

  /** All texts of an item, by language; in two languages whole. */
  List<TextRow> texts(long item, Lang one, Lang other) {
    return db.sql("""
        select lang, title, origin, revision, of_revision, reading_seconds, corrected,
               case when lang in (?, ?) then excerpt end, case when lang in (?, ?) then html end
          from item_text where item = ? order by lang""")
        .params(one.tag(), other.tag(), one.tag(), other.tag(), item)
        .query((r, n) -> textRow(new Columns(r), one, other)).list();
  }

  /** In the order of the columns above. */
  private static TextRow textRow(Columns c, Lang one, Lang other) throws SQLException {
    var lang = new Lang(c.text());
    String title = c.text();
    TextOrigin origin = TextOrigin.valueOf(c.text());
    int revision = c.small();
    Long of = c.id();
    int readingSeconds = c.small();
    boolean corrected = c.small() == 1;
    return new TextRow(new TextHead(lang, title, origin, revision, of == null ? null : of.intValue()), corrected,
        lang.equals(one) || lang.equals(other) ? new Text(lang, title, c.text(), c.text(), readingSeconds) : null);
  }

  Text text(long item, Lang lang) {
    return db.sql("""
        select title, excerpt, html, reading_seconds from item_text where item = :item and lang = :lang""")
        .param("item", item).param("lang", lang.tag())
        .query((r, n) -> new Text(lang, r.getString("title"), r.getString("excerpt"), r.getString("html"),
            r.getInt("reading_seconds"))).single();
  }

  Optional<Manuscript> manuscript(long item, Lang lang) {
    return db.sql("""
        select r.title, r.markdown, r.origin, r.revision, r.of_revision
          from item_text t
          join item_revision r on r.item = t.item and r.lang = t.lang and r.revision = t.revision
         where t.item = :item and t.lang = :lang""")
        .param("item", item).param("lang", lang.tag())
        .query((r, n) -> {
          Long of = id(r, "of_revision");
          return new Manuscript(lang, r.getString("title"), r.getString("markdown"),
              TextOrigin.valueOf(r.getString("origin")), r.getInt("revision"), of == null ? null : of.intValue());
        }).optional();
  }

  /** Nobody else changes the row until this transaction ends: a write that changes nothing takes the lock on both databases. */
  void lock(long item) {
    db.sql("update item set listed = listed where id = :item").param("item", item).update();
  }

  void edited(long item, Instant now) {
    db.sql("update item set edited_at = :now where id = :item and stage = 'PUBLISHED'")
        .param("item", item).param("now", now.toEpochMilli()).update();
  }

  /** False if the item was not at {@code from} any more. */
  boolean move(long item, Stage from, Stage to, @Nullable Instant publishedAt, @Nullable Instant withdrawnAt) {
    return db.sql("""
        update item set stage = :to, published_at = coalesce(:published, published_at), withdrawn_at = :withdrawn,
          hot = hot + coalesce(:published, published_at) - published_at
         where id = :item and stage = :from""")
        .param("item", item).param("from", from.name()).param("to", to.name())
        .param("published", publishedAt == null ? null : publishedAt.toEpochMilli(), Types.BIGINT)
        .param("withdrawn", withdrawnAt == null ? null : withdrawnAt.toEpochMilli(), Types.BIGINT)
        .update() == 1;
  }

  /** False if the item was not under {@code from} any more. */
  boolean restrict(long item, Restriction from, Restriction to, @Nullable Long reasons) {
    return db.sql("""
        update item set restriction = :to, reasons = :reasons where id = :item and restriction = :from""")
        .param("item", item).param("from", from.code()).param("to", to.code())
        .param("reasons", reasons, Types.BIGINT).update() == 1;
  }

  /**
   * Items withdrawn before a time that have texts still and no case, locked: until this transaction ends none of them
   * comes back.
   */
  List<Long> withdrawn(Instant before, int most) {
    return db.sql("""
        update item set listed = listed
         where stage = 'WITHDRAWN' and withdrawn_at < :before
           and id in (select i.id from item i
                       where i.stage = 'WITHDRAWN' and i.withdrawn_at < :before
                         and exists (select 1 from item_text t where t.item = i.id)
                         and not exists (select 1 from measure m where m.item = i.id)
                       order by i.withdrawn_at limit :most)
        returning id""")
        .param("before", before.toEpochMilli()).param("most", most).query(Long.class).list();
  }

  /** Everything that says what the items said; their rows stay. */
  void deleteTexts(List<Long> items) {
    db.sql("delete from media_use where item in (:items)").param("items", items).update();
    db.sql("delete from item_source where item in (:items)").param("items", items).update();
    db.sql("delete from correction where item in (:items)").param("items", items).update();
    db.sql("delete from item_revision where item in (:items)").param("items", items).update();
    db.sql("delete from item_text where item in (:items)").param("items", items).update();
  }
}
