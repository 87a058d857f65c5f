package com.candylake.moderation;

import com.candylake.guard.Restriction;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MeasureStore {
  private final JdbcClient db;

  MeasureStore(JdbcClient db) {
    this.db = db;
  }

  long insertReasons(String ground, String explanation, Instant at) {
    return db.sql("""
        insert into statement_of_reasons (at, ground, explanation) values (:at, :ground, :explanation) returning id""")
        .param("at", at.toEpochMilli()).param("ground", ground).param("explanation", explanation)
        .query(Long.class).single();
  }

  long open(long item, Restriction restriction, long reasons, @Nullable Long by, Instant at) {
    return db.sql("""
        insert into measure (item, restriction, reasons, by, opened_at)
        values (:item, :restriction, :reasons, :by, :at) returning id""")
        .param("item", item).param("restriction", restriction.code()).param("reasons", reasons)
        .param("by", by, Types.BIGINT).param("at", at.toEpochMilli())
        .query(Long.class).single();
  }

  Optional<Long> item(long measure) {
    return db.sql("select item from measure where id = :id").param("id", measure).query(Long.class).optional();
  }

  /** False if it had ended already. */
  boolean end(long measure, Instant at) {
    return db.sql("update measure set ended_at = :at where id = :id and ended_at is null")
        .param("id", measure).param("at", at.toEpochMilli()).update() == 1;
  }

  record Force(int restriction, @Nullable Long reasons) {}

  /** The strongest of the open measures, the oldest of equals; none: 0 without reasons. */
  Force strongest(long item) {
    return db.sql("""
        select restriction, reasons from measure where item = :item and ended_at is null
         order by restriction desc, id limit 1""")
        .param("item", item)
        .query((r, n) -> new Force(r.getInt("restriction"), r.getLong("reasons"))).optional()
        .orElse(new Force(0, null));
  }
}
