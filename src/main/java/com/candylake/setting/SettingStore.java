package com.candylake.setting;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SettingStore {
  private final JdbcClient db;

  SettingStore(JdbcClient db) {
    this.db = db;
  }

  record Row(String name, String lang, String value) {}

  List<Row> all() {
    return db.sql("select name, lang, value from setting").query(Row.class).list();
  }

  void put(String name, String lang, String value) {
    db.sql("""
        insert into setting (name, lang, value) values (:name, :lang, :value)
        on conflict (name, lang) do update set value = excluded.value""")
        .param("name", name).param("lang", lang).param("value", value)
        .update();
  }

  void delete(String name, String lang) {
    db.sql("delete from setting where name = :name and lang = :lang").param("name", name).param("lang", lang).update();
  }
}
