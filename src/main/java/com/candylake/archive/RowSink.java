package com.candylake.archive;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a table, one after the other. */
@FunctionalInterface
interface RowSink {
  /** @param values a {@code Long}, {@code String}, {@code byte[]} or null for each column */
  void row(@Nullable Object[] values) throws IOException, SQLException;
}
