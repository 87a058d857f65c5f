package com.candylake.archive;

import com.candylake.archive.Table.Type;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of itself.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format
 * @param made when
 * @param database which it was taken from; it can be restored into either
 * @param schema the version of the schema that the rows were written by
 * @param epoch the change log's
 * @param position how far the change log had come
 */
public record Manifest(String format, int version, Instant made, String database, String schema, String epoch,
    long position, List<Part> tables, List<File> files) {
  static final String FORMAT = "candylake-archive";
  static final int VERSION = 1;

  /**
   * A table.
   *
   * @param last the highest number that was ever given to a row; null where rows have no numbers
   */
  public record Part(String name, List<Field> columns, long rows, long bytes, String sha256, @Nullable Long last) {
    String entry() {
      return "tables/" + name + ".jsonl";
    }

    List<Type> types() {
      return columns.stream().map(Field::type).toList();
    }

    static Part of(Table table, Content content, @Nullable Long last) {
      return new Part(table.name(), table.columns().stream().map(c -> new Field(c.name(), c.type())).toList(),
          content.rows(), content.bytes(), content.sha256(), last);
    }

    Content content() {
      return new Content(rows, bytes, sha256);
    }
  }

  /** A column. */
  public record Field(String name, Type type) {}

  /** A file of the data folder. */
  public record File(String name, long bytes, String sha256) {
    String entry() {
      return "files/" + name;
    }
  }

  public long rows() {
    return tables.stream().mapToLong(Part::rows).sum();
  }
}
