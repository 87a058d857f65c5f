package com.candylake.item;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts again what the counters of items count. */
@Repository
class RecountStore {
  private static final String HOT = CounterStore.HOT.formatted("(support - oppose + replies)");
  private final JdbcClient db;

  RecountStore(JdbcClient db) {
    this.db = db;
  }

  record Row(long item, Tally kept, Tally counted, long hot, long hotShouldBe) {}

  record Tally(long support, long oppose, long replies, long favourites) {
    /** What is not as it is there: {@code support 3 instead of 2, replies 0 instead of 1}. */
    String insteadOf(Tally other) {
      return Stream.of(differ("support", support, other.support), differ("oppose", oppose, other.oppose),
              differ("replies", replies, other.replies), differ("favourites", favourites, other.favourites))
          .filter(s -> !s.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String differ(String name, long here, long there) {
      return here == there ? "" : name + " " + here + " instead of " + there;
    }
  }

  long last() {
    return db.sql("select coalesce(max(id), 0) from item").query(Long.class).single();
  }

  /** Those of a range of items whose counters or hot are not what they should be; one statement, so one moment. */
  List<Row> wrong(long after, long last) {
    return db.sql("""
        select * from (
          select i.id, i.support, i.oppose, i.replies, i.favourites, i.hot,
                 coalesce(v.support, 0) as s, coalesce(v.oppose, 0) as o, coalesce(r.replies, 0) as r,
                 coalesce(f.favourites, 0) as f, i.due
            from (select id, support, oppose, replies, favourites, hot, %s as due
                    from item where id > :after and id <= :last) i
            left join (select item, sum(case when value = 1 then 1 else 0 end) as support,
                              sum(case when value = -1 then 1 else 0 end) as oppose
                         from vote where item > :after and item <= :last group by item) v on v.item = i.id
            left join (select root, count(*) as replies from item
                        where root > :after and root <= :last and stage = 'PUBLISHED' and restriction < 4
                        group by root) r on r.root = i.id
            left join (select item, count(*) as favourites from favourite
                        where item > :after and item <= :last group by item) f on f.item = i.id) c
         where support <> s or oppose <> o or replies <> r or favourites <> f
            or abs(hot - due) > 1 -- logarithms of two databases may round apart
         order by id""".formatted(HOT))
        .param("after", after).param("last", last)
        .query((r, n) -> new Row(r.getLong("id"),
            new Tally(r.getLong("support"), r.getLong("oppose"), r.getLong("replies"), r.getLong("favourites")),
            new Tally(r.getLong("s"), r.getLong("o"), r.getLong("r"), r.getLong("f")), r.getLong("hot"), r.getLong("due")))
        .list();
  }

  /** In two statements: hot is made of what the first has set. */
  void put(long item) {
    db.sql("""
        update item set
          support = (select count(*) from vote v where v.item = :item and v.value = 1),
          oppose = (select count(*) from vote v where v.item = :item and v.value = -1),
          replies = (select count(*) from item r where r.root = :item and r.stage = 'PUBLISHED' and r.restriction < 4),
          favourites = (select count(*) from favourite f where f.item = :item)
         where id = :item""").param("item", item).update();
    db.sql("update item set hot = " + HOT + " where id = :item").param("item", item).update();
  }
}
