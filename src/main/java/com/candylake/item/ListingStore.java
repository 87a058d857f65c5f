package com.candylake.item;

import com.candylake.guard.Restriction;
import com.candylake.guard.Stage;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes {@code listing}: a row for each text that lists may show. Together with {@link Items#visibleTo} the only
 * reading
 * of the table of states.
 */
@Repository
class ListingStore {
  private static final String COLUMNS = "item, lang, machine, kind, channel, author, root, thread, published_at, hot";
  private static final String ROWS = """
      select i.id as item, t.lang, case when t.origin = 'MACHINE' then 1 else 0 end as machine,
             i.kind, i.channel, i.author, i.root,
             case when i.root is null then null else coalesce(i.thread, i.id) end as thread, i.published_at,
             case when i.restriction >= %2$d then null else i.hot end as hot
        from item i
        join item_text t on t.item = i.id
        left join item r on r.id = i.root
       where %1$s
         and i.stage = '%3$s' and i.restriction < %4$d and i.listed = 1
         and (r.id is null or r.stage = '%3$s' and r.restriction < %4$d)""";
  private static final String INSERT_ITEM = insert("i.id = ?");
  private static final String INSERT_ITEM_AND_REPLIES = insert("(i.id = ? or i.root = ?)");
  private final JdbcClient db;

  ListingStore(JdbcClient db) {
    this.db = db;
  }

  /** Makes the rows of an item that has none yet. */
  void add(long item) {
    db.sql(INSERT_ITEM).param(item).update();
  }

  /** Makes the rows of an item what its state says now. */
  void refresh(long item) {
    db.sql("delete from listing where item = ?").param(item).update();
    add(item);
  }

  /** The same for an item and all replies under it: they are seen only where it is. */
  void refreshWithReplies(long item) {
    db.sql("delete from listing where item = ? or root = ?").params(item, item).update();
    db.sql(INSERT_ITEM_AND_REPLIES).params(item, item).update();
  }

  private static String insert(String which) {
    return "insert into listing (" + COLUMNS + ") " + rows(which);
  }

  private static String rows(String which) {
    return ROWS.formatted(which, Restriction.DEMOTED.code(), Stage.PUBLISHED.name(), Restriction.HELD.code());
  }

  /** What differs between the rows of a range of items and what their state says, by item and language. */
  List<Wrong> wrong(long after, long last) {
    String there = "select " + COLUMNS + " from listing where item > :after and item <= :last";
    String due = rows("i.id > :after and i.id <= :last");
    return db.sql("""
        select item, lang, max(due) as due, max(there) as there from (
          select item, lang, 1 as due, 0 as there from (select * from (%s) a except select * from (%s) b) c
          union all
          select item, lang, 0, 1 from (select * from (%s) d except select * from (%s) e) f) g
         group by item, lang order by item, lang""".formatted(due, there, there, due))
        .param("after", after).param("last", last)
        .query((r, n) -> new Wrong(r.getLong("item"), r.getString("lang"), r.getInt("due") == 1, r.getInt("there") == 1))
        .list();
  }

  /** @param due whether there should be such a row; both: there is one that says something else */
  record Wrong(long item, String lang, boolean due, boolean there) {}

  void hot(long item, long hot) {
    db.sql("update listing set hot = ? where item = ? and hot is not null").params(hot, item).update();
  }
}
