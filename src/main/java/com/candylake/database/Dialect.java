package com.candylake.database;

import java.util.Map;

/** The two databases, and the little in which their schema text differs. */
public enum Dialect {
  /**
   * Strict tables know INTEGER, TEXT, REAL and BLOB; {@code autoincrement}, or the id of a deleted last row is given
   * out again.
   */
  SQLITE(Map.of("id", "integer primary key autoincrement", "long", "integer", "strict", " strict")),
  POSTGRESQL(Map.of("id", "bigint generated always as identity primary key", "long", "bigint", "strict", ""));

  private final Map<String, String> placeholders;

  Dialect(Map<String, String> placeholders) {
    this.placeholders = placeholders;
  }

  Map<String, String> placeholders() {
    return placeholders;
  }
}
