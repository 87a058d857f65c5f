package com.candylake.ops;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks whether rows fit each other, over all tables. */
@Repository
class AuditStore {
  private final JdbcClient db;
  private final JdbcTemplate template;

  AuditStore(JdbcClient db, JdbcTemplate template) {
    this.db = db;
    this.template = template;
  }

  /** A column that names rows of another table. */
  record Reference(String table, String column, String target, String key) {}

  /** All that the schema declares. */
  List<Reference> references() {
    List<Reference> references = template.execute((ConnectionCallback<List<Reference>>) AuditStore::declared);
    return references == null ? List.of() : references;
  }

  private static List<Reference> declared(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var rows = connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    var references = new ArrayList<Reference>();
    for (String table : tables) {
      try (var rows = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
        while (rows.next()) {
          references.add(new Reference(table, rows.getString("FKCOLUMN_NAME"), rows.getString("PKTABLE_NAME"),
              rows.getString("PKCOLUMN_NAME")));
        }
      }
    }
    return references;
  }

  /** How many rows of a reference lead nowhere, and the least of what they name. */
  record Dangling(long number, String example) {}

  Dangling dangling(Reference reference) {
    return db.sql("""
        select count(*) as number, coalesce(cast(min(c.%2$s) as text), '') as example from %1$s c
         where c.%2$s is not null and not exists (select 1 from %3$s p where p.%4$s = c.%2$s)"""
        .formatted(reference.table, reference.column, reference.target, reference.key))
        .query(Dangling.class).single();
  }

  /** Items that are public and have no text in their own language, and the least of their ids. */
  Dangling withoutText() {
    return db.sql("""
        select count(*) as number, coalesce(cast(min(i.id) as text), '') as example from item i
         where i.stage = 'PUBLISHED'
           and not exists (select 1 from item_text t where t.item = i.id and t.lang = i.lang)""")
        .query(Dangling.class).single();
  }

  /** Texts that are not what their history ends with. */
  Dangling withoutRevision() {
    return db.sql("""
        select count(*) as number, coalesce(cast(min(t.item) as text), '') as example from item_text t
         where not exists (select 1 from item_revision r
                            where r.item = t.item and r.lang = t.lang and r.revision = t.revision)""")
        .query(Dangling.class).single();
  }

  /** Items whose restriction is not the strongest of their open measures. */
  Dangling restrictedOtherwise() {
    return db.sql("""
        select count(*) as number, coalesce(cast(min(i.id) as text), '') as example from item i
          left join (select item, max(restriction) as restriction from measure where ended_at is null group by item) m
            on m.item = i.id
         where i.restriction <> coalesce(m.restriction, 0)""")
        .query(Dangling.class).single();
  }

  /** Which log this database has: another one after a restore or a move. */
  String epoch() {
    return db.sql("select epoch from change_head where id = 1").query(String.class).single();
  }

  /** Those that something was logged of last, of themselves or of a reply under them; the last one first. */
  List<References.Changed> changed(int most) {
    return db.sql("""
        select i.id, i.kind, i.lang
          from (select coalesce(c.root, c.item) as item, max(c.seq) as seq from change_log c
                 where c.item is not null and c.seq > (select h.seq from change_head h where h.id = 1) - 20000
                 group by coalesce(c.root, c.item)) t
          join item i on i.id = t.item
         where i.kind < 3
         order by t.seq desc limit ?""").param(most).query(References.Changed.class).list();
  }

  /** As HTML, in each language. */
  List<String> texts(long item) {
    return db.sql("select html from item_text where item = ?").param(item).query(String.class).list();
  }

  /**
   * The change log by its numbers.
   *
   * @param number how many changes are kept
   * @param head the number of the last one that there was
   */
  record Log(long number, long first, long last, long head) {}

  Log log() {
    return db.sql("""
        select count(*) as number, coalesce(min(seq), 0) as first, coalesce(max(seq), 0) as last,
               (select seq from change_head where id = 1) as head
          from change_log""").query(Log.class).single();
  }
}
