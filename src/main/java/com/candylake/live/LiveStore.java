package com.candylake.live;

import com.candylake.guard.Kind;
import com.candylake.guard.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LiveStore {
  private final JdbcClient db;

  LiveStore(JdbcClient db) {
    this.db = db;
  }

  /**
   * An item as it is now.
   *
   * @param texts those that lists show; none: it is not listed
   * @param told whether lists may once have shown it: it was published, and not by its address only
   */
  record Row(long id, Kind kind, @Nullable Long root, long publishedAt, boolean told, List<Event.Text> texts,
      Event.Counted counts) {
    boolean isListed() {
      return !texts.isEmpty();
    }
  }

  /** One query, by id. */
  Map<Long, Row> rows(Collection<Long> ids) {
    var rows = new LinkedHashMap<Long, Row>();
    if (!ids.isEmpty()) {
      db.sql("""
          select i.id, i.kind, i.root, i.published_at, i.stage, i.listed, i.support, i.oppose, i.replies, i.favourites,
                 l.lang, l.machine
            from item i
            left join listing l on l.item = i.id
           where i.id in (:ids)
           order by i.id, l.machine, l.lang""").param("ids", ids)
          .query(r -> {
            long id = r.getLong("id");
            if (!rows.containsKey(id)) {
              rows.put(id, row(id, r));
            }
            String lang = r.getString("lang");
            if (lang != null) {
              rows.get(id).texts().add(new Event.Text(lang, r.getInt("machine") == 1));
            }
          });
    }
    return rows;
  }

  private static Row row(long id, ResultSet r) throws SQLException {
    long root = r.getLong("root");
    Long under = r.wasNull() ? null : root;
    Stage stage = Stage.valueOf(r.getString("stage"));
    return new Row(id, Kind.of(r.getInt("kind")), under, r.getLong("published_at"),
        r.getInt("listed") == 1 && (stage == Stage.PUBLISHED || stage == Stage.WITHDRAWN), new ArrayList<>(),
        new Event.Counted(id, r.getLong("support"), r.getLong("oppose"), r.getLong("replies"),
            r.getLong("favourites")));
  }
}
