package com.candylake.item;

import com.candylake.guard.Restriction;
import com.candylake.guard.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes {@code listing}: a row for each text that lists may show. Together with {@link Items#visibleTo} the only
 * reading
 * of the table of states.
 */
@Repository
class ListingStore {
  private static final String ROWS = """
      insert into listing (item, lang, machine, kind, channel, author, root, thread, published_at, hot)
      select i.id, t.lang, case when t.origin = 'MACHINE' then 1 else 0 end, i.kind, i.channel, i.author, i.root,
             case when i.root is null then null else coalesce(i.thread, i.id) end, i.published_at,
             case when i.restriction >= :demoted then null else i.hot end
        from item i
        join item_text t on t.item = i.id
        left join item r on r.id = i.root
       where %s
         and i.stage = :published and i.restriction < :held and i.listed = 1
         and (r.id is null or r.stage = :published and r.restriction < :held)""";
  private final JdbcClient db;

  ListingStore(JdbcClient db) {
    this.db = db;
  }

  /** Makes the rows of an item what its state says now. */
  void refresh(long item) {
    db.sql("delete from listing where item = :item").param("item", item).update();
    insert(ROWS.formatted("i.id = :item"), item);
  }

  /** The same for an item and all replies under it: they are seen only where it is. */
  void refreshWithReplies(long item) {
    db.sql("delete from listing where item = :item or root = :item").param("item", item).update();
    insert(ROWS.formatted("(i.id = :item or i.root = :item)"), item);
  }

  private void insert(String sql, long item) {
    db.sql(sql)
        .param("item", item).param("published", Stage.PUBLISHED.name())
        .param("held", Restriction.HELD.code()).param("demoted", Restriction.DEMOTED.code())
        .update();
  }

  void hot(long item, long hot) {
    db.sql("update listing set hot = :hot where item = :item and hot is not null")
        .param("item", item).param("hot", hot).update();
  }
}
