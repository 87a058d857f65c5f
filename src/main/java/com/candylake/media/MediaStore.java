package com.candylake.media;

import com.candylake.base.MediaName;
import com.candylake.database.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MediaStore {
  /** Its files are being written. */
  static final int WRITING = 0;
  static final int THERE = 1;
  /** Its files are being deleted. */
  static final int GOING = 2;

  private final JdbcClient db;

  MediaStore(JdbcClient db) {
    this.db = db;
  }

  record Row(MediaName name, long owner, String type, String title, int state) {}

  Optional<Row> find(MediaName name) {
    return db.sql("select owner, type, title, state from media where name = ?").param(name.toString())
        .query((r, n) -> {
          var c = new Columns(r);
          return new Row(name, c.number(), c.text(), c.text(), c.small());
        }).optional();
  }

  /** Two uploads of one member at once would both find room: the second waits here until the first has taken its own. */
  void lockOwner(long member) {
    db.sql("update member set about = about where id = ?").param(member).update();
  }

  long bytesOf(long member) {
    return db.sql("select coalesce(sum(bytes), 0) from media where owner = ?").param(member).query(Long.class).single();
  }

  void insert(MediaName name, long owner, String type, String title, long bytes, Instant now) {
    db.sql("""
        insert into media (name, owner, type, title, bytes, state, created_at, used_at) values (?, ?, ?, ?, ?, ?, ?, ?)""")
        .params(name.toString(), owner, type, title, bytes, WRITING, now.toEpochMilli(), now.toEpochMilli()).update();
  }

  void used(MediaName name, Instant now) {
    db.sql("update media set used_at = ? where name = ?").params(now.toEpochMilli(), name.toString()).update();
  }

  /** False if it was not at {@code from}. */
  boolean move(MediaName name, int from, int to) {
    return db.sql("update media set state = ? where name = ? and state = ?").params(to, name.toString(), from).update() == 1;
  }

  /**
   * Marks what no text and no draft of its owner's shows and nobody has written into one since that time; also what is
   * marked already.
   */
  List<MediaName> markUnused(Instant since, int most) {
    return db.sql("""
        update media set state = 2
         where used_at < :since
           and name in (select m.name from media m
                         where m.used_at < :since and not exists (select 1 from media_use u where u.media = m.name)
                           and not exists (select 1 from draft d
                                            where d.member = m.owner and d.body like '%/m/' || m.name || '%')
                         order by m.used_at limit :most)
        returning name""")
        .param("since", since.toEpochMilli()).param("most", most)
        .query(String.class).list().stream().flatMap(name -> MediaName.of(name).stream()).toList();
  }

  void delete(List<MediaName> names) {
    db.sql("delete from media where state = 2 and name in (:names)")
        .param("names", names.stream().map(MediaName::toString).toList()).update();
  }
}
