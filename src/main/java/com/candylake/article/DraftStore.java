package com.candylake.article;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DraftStore {
  private static final String COLUMNS = "id, item, lang, channel, title, body, sources, revision, version, updated_at,"
      + " discarded_at";
  private final JdbcClient db;

  DraftStore(JdbcClient db) {
    this.db = db;
  }

  /** @return its id; empty if the member has a draft of that text already */
  Optional<Long> insert(long member, @Nullable Long item, Typed typed, String sources, int revision, Instant now) {
    return db.sql("""
        insert into draft (member, item, lang, channel, title, body, sources, revision, version, created_at, updated_at)
        values (:member, :item, :lang, :channel, :title, :body, :sources, :revision, 1, :now, :now)
        on conflict do nothing returning id""")
        .param("member", member).param("item", item).param("lang", typed.language()).param("channel", typed.channel())
        .param("title", typed.title()).param("body", typed.body()).param("sources", sources).param("revision", revision)
        .param("now", now.toEpochMilli()).query(Long.class).optional();
  }

  Optional<Draft> find(long member, long id) {
    return db.sql("select " + COLUMNS + " from draft where id = :id and member = :member")
        .param("id", id).param("member", member).query((r, i) -> draft(r)).optional();
  }

  Optional<Draft> of(long member, long item, String lang) {
    return db.sql("select " + COLUMNS + " from draft where member = :member and item = :item and lang = :lang")
        .param("member", member).param("item", item).param("lang", lang).query((r, i) -> draft(r)).optional();
  }

  /** The one last written on first, each with no more than the beginning of its body. */
  List<Draft> all(long member, int most) {
    return db.sql("select " + COLUMNS.replace("body", "substr(body, 1, 200) as body")
        + " from draft where member = :member order by updated_at desc, id desc limit :most")
        .param("member", member).param("most", most).query((r, i) -> draft(r)).list();
  }

  int count(long member) {
    return db.sql("select count(*) from draft where member = :member and discarded_at is null")
        .param("member", member).query(Integer.class).single();
  }

  /** Puts what was typed in the place of one version; false if that is not the last one. Who types on discards nothing. */
  boolean update(long member, long id, int version, Typed typed, String sources, int revision, Instant now) {
    return db.sql("""
        update draft set title = :title, body = :body, sources = :sources, channel = :channel, lang = :lang,
               revision = :revision, version = version + 1, updated_at = :now, discarded_at = null
         where id = :id and member = :member and version = :version""")
        .param("id", id).param("member", member).param("version", version).param("title", typed.title())
        .param("body", typed.body()).param("channel", typed.channel()).param("lang", typed.language())
        .param("sources", sources).param("revision", revision).param("now", now.toEpochMilli()).update() == 1;
  }

  /** @param at null: it is written on */
  boolean discard(long member, long id, @Nullable Instant at) {
    return db.sql("update draft set discarded_at = :at where id = :id and member = :member")
        .param("id", id).param("member", member).param("at", at == null ? null : at.toEpochMilli()).update() == 1;
  }

  boolean delete(long member, long id, int version) {
    return db.sql("delete from draft where id = :id and member = :member and version = :version")
        .param("id", id).param("member", member).param("version", version).update() == 1;
  }

  void deleteDiscardedBefore(Instant time) {
    db.sql("delete from draft where discarded_at < :time").param("time", time.toEpochMilli()).update();
  }

  private static Draft draft(ResultSet r) throws SQLException {
    long item = r.getLong("item");
    Long of = r.wasNull() ? null : item;
    long discarded = r.getLong("discarded_at");
    Instant discardedAt = r.wasNull() ? null : Instant.ofEpochMilli(discarded);
    return new Draft(r.getLong("id"), of, r.getString("lang"), r.getString("channel"), r.getString("title"),
        r.getString("body"), r.getString("sources"), r.getInt("revision"), r.getInt("version"),
        Instant.ofEpochMilli(r.getLong("updated_at")), discardedAt);
  }
}
