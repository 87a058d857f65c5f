package com.candylake.database;

import java.util.Map;

/** The two databases, and the little in which their schema text differs. */
public enum Dialect {
  /**
   * Strict tables know INTEGER, TEXT, REAL and BLOB; {@code autoincrement}, or the id of a deleted last row is given
   * out again. Clustered tables keep their rows in the primary key itself (sqlite.org/withoutrowid.html): for short rows that
   * are found by it.
   */
  SQLITE(Map.of("id", "integer primary key autoincrement", "long", "integer", "strict", " strict",
      "clustered", " strict, without rowid")),
  POSTGRESQL(Map.of("id", "bigint generated always as identity primary key", "long", "bigint", "strict", "", "clustered", ""));

  private final Map<String, String> placeholders;

  Dialect(Map<String, String> placeholders) {
    this.placeholders = placeholders;
  }

  Map<String, String> placeholders() {
    return placeholders;
  }
}
