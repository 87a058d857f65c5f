package com.candylake.form;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FormKeyStore {
  private final JdbcClient db;

  FormKeyStore(JdbcClient db) {
    this.db = db;
  }

  /** False if this form was submitted before; on PostgreSQL after waiting for that submission to end. */
  boolean claim(long member, String key, Instant at) {
    return db.sql("""
        insert into form_key (member, form_key, result, at) values (?, ?, '', ?) on conflict do nothing""")
        .params(member, key, at.toEpochMilli()).update() == 1;
  }

  void settle(long member, String key, String result) {
    db.sql("update form_key set result = ? where member = ? and form_key = ?").params(result, member, key).update();
  }

  String result(long member, String key) {
    return db.sql("select result from form_key where member = :me and form_key = :key")
        .param("me", member).param("key", key).query(String.class).single();
  }

  void deleteBefore(Instant time) {
    db.sql("delete from form_key where at < :time").param("time", time.toEpochMilli()).update();
  }
}
