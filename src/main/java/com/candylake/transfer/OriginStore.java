package com.candylake.transfer;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which of our items is which of another system's, and what was read of it. */
@Repository
class OriginStore {
  private final JdbcClient db;

  OriginStore(JdbcClient db) {
    this.db = db;
  }

  record Origin(long item, String digest) {}

  Optional<Origin> find(String source, String externalId) {
    return db.sql("select item, digest from origin where source = :source and external_id = :id")
        .param("source", source).param("id", externalId).query(Origin.class).optional();
  }

  void insert(String source, String externalId, long item, String digest) {
    db.sql("insert into origin (source, external_id, item, digest) values (:source, :id, :item, :digest)")
        .param("source", source).param("id", externalId).param("item", item).param("digest", digest).update();
  }

  void read(String source, String externalId, String digest) {
    db.sql("update origin set digest = :digest where source = :source and external_id = :id")
        .param("source", source).param("id", externalId).param("digest", digest).update();
  }
}
