package com.candylake.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as an archive has it.
 *
 * @param key the columns of its primary key, which order the rows
 * @param identity the column that the database numbers, if there is one
 */
record Table(String name, List<Column> columns, List<String> key, @Nullable String identity) {
  record Column(String name, Type type) {}

  /** What a column holds: the same on both databases, and nothing else stands in the schema. */
  enum Type { INTEGER, TEXT, BLOB }

  String quoted() {
    return quote(name);
  }

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
