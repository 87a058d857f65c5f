package com.candylake.channel;

import com.candylake.base.Lang;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ChannelStore {
  private final JdbcClient db;

  ChannelStore(JdbcClient db) {
    this.db = db;
  }

  private record Row(long id, String slug, String lang, String name, String description, String disclaimer) {}

  /**
   * In the order that the operator gave them.
   *
   * @param languages which texts come first in a channel; those in other languages follow
   */
  List<Channel> all(List<Lang> languages) {
    List<Row> rows = db.sql("""
        select c.id, c.slug, t.lang, t.name, t.description, t.disclaimer
          from channel c join channel_text t on t.channel = c.id
         order by c.position, c.id, t.lang""").query(Row.class).list();
    var slugs = new LinkedHashMap<Long, String>();
    var texts = new HashMap<Long, Map<Lang, Channel.Text>>();
    for (Row row : rows) {
      slugs.put(row.id, row.slug);
      texts.computeIfAbsent(row.id, id -> new LinkedHashMap<>())
          .put(new Lang(row.lang), new Channel.Text(row.name, row.description, row.disclaimer));
    }
    var channels = new ArrayList<Channel>();
    slugs.forEach((id, slug) -> channels.add(new Channel(id, slug, sorted(texts.getOrDefault(id, Map.of()), languages))));
    return channels;
  }

  private static Map<Lang, Channel.Text> sorted(Map<Lang, Channel.Text> texts, List<Lang> languages) {
    var sorted = new LinkedHashMap<Lang, Channel.Text>();
    languages.stream().filter(texts::containsKey).forEach(lang -> sorted.put(lang, texts.get(lang)));
    texts.forEach(sorted::putIfAbsent);
    return Collections.unmodifiableMap(sorted);
  }

  /**
   * The ids in the operator's order; until the transaction ends nobody else changes it: two who move channels at once
   * would both start from the same order.
   */
  List<Long> order() {
    db.sql("update channel set position = position").update();
    return db.sql("select id from channel order by position, id").query(Long.class).list();
  }

  void place(long channel, int position) {
    db.sql("update channel set position = :position where id = :id and position <> :position")
        .param("id", channel).param("position", position).update();
  }

  Optional<Long> find(String slug) {
    return db.sql("select id from channel where slug = :slug").param("slug", slug).query(Long.class).optional();
  }

  /** The new channel, at the end of the row; empty if the slug is taken. */
  Optional<Long> insert(String slug) {
    return db.sql("""
        insert into channel (slug, position) values (:slug, (select coalesce(max(position), 0) + 1 from channel))
        on conflict (slug) do nothing returning id""")
        .param("slug", slug).query(Long.class).optional();
  }

  void put(long channel, Lang lang, Channel.Text text) {
    db.sql("""
        insert into channel_text (channel, lang, name, description, disclaimer)
        values (:channel, :lang, :name, :description, :disclaimer)
        on conflict (channel, lang) do update set
          name = excluded.name, description = excluded.description, disclaimer = excluded.disclaimer""")
        .param("channel", channel).param("lang", lang.tag())
        .param("name", text.name()).param("description", text.description()).param("disclaimer", text.disclaimer())
        .update();
  }

  void delete(long channel, Lang lang) {
    db.sql("delete from channel_text where channel = :channel and lang = :lang")
        .param("channel", channel).param("lang", lang.tag()).update();
  }
}
