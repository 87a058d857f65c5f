package com.candylake.channel;

import com.candylake.base.Lang;
import java.util.ArrayList;
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

  /** In the order that the operator gave them. */
  List<Channel> all() {
    var channels = new LinkedHashMap<Long, Channel>();
    var texts = new HashMap<Long, Map<Lang, Channel.Text>>();
    List<Row> rows = db.sql("""
        select c.id, c.slug, t.lang, t.name, t.description, t.disclaimer
          from channel c join channel_text t on t.channel = c.id
         order by c.position, c.id""").query(Row.class).list();
    for (Row row : rows) {
      texts.computeIfAbsent(row.id, id -> new HashMap<>())
          .put(new Lang(row.lang), new Channel.Text(row.name, row.description, row.disclaimer));
    }
    for (Row row : rows) {
      channels.computeIfAbsent(row.id,
          id -> new Channel(id, row.slug, Map.copyOf(texts.getOrDefault(id, Map.of()))));
    }
    return new ArrayList<>(channels.values());
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
}
