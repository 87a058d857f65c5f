package com.candylake.notify;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WishStore {
  private final JdbcClient db;

  WishStore(JdbcClient db) {
    this.db = db;
  }

  Optional<Wish> of(long member) {
    return db.sql("""
        select coalesce(w.unwanted, 0) as unwanted, coalesce(w.rhythm, 'WEEKLY') as rhythm, m.zone, w.lang, e.address_key
          from member m
          left join notification_wish w on w.member = m.id
          left join member_email e on e.member = m.id
         where m.id = :me""").param("me", member)
        .query((r, n) -> new Wish(reasons(r.getInt("unwanted")), Rhythm.valueOf(r.getString("rhythm")), r.getString("zone"),
            r.getString("lang"), r.getString("address_key") != null)).optional();
  }

  /** When the next digest is due is reckoned anew. */
  void put(long member, int unwanted, Rhythm rhythm, String lang) {
    db.sql("""
        insert into notification_wish (member, unwanted, rhythm, lang, due_at)
        values (:me, :unwanted, :rhythm, :lang, case when :rhythm = 'OFF' then null else 0 end)
        on conflict (member) do update set unwanted = excluded.unwanted, rhythm = excluded.rhythm, lang = excluded.lang,
          due_at = excluded.due_at""")
        .param("me", member).param("unwanted", unwanted).param("rhythm", rhythm.name()).param("lang", lang).update();
  }

  void zone(long member, String zone) {
    db.sql("update member set zone = :zone where id = :me").param("zone", zone).param("me", member).update();
  }

  /** Links of letters that were sent before. */
  void deleteLinks(long member) {
    db.sql("delete from digest_link where member = :me").param("me", member).update();
  }

  private static Set<Reason> reasons(int bits) {
    return Arrays.stream(Reason.values()).filter(r -> (bits & r.bit()) != 0).collect(Collectors.toUnmodifiableSet());
  }
}
