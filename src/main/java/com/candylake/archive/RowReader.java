package com.candylake.archive;

import com.candylake.archive.Table.Type;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads what {@link RowWriter} has written. */
final class RowReader {
  private RowReader() {}

  /** @throws IOException also where a line is no row of such columns */
  static void each(InputStream in, List<Type> types, RowSink sink) throws IOException, SQLException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      sink.row(row(line, types));
    }
  }

  private static @Nullable Object[] row(String line, List<Type> types) throws IOException {
    @Nullable Object[] values;
    try {
      values = RowWriter.JSON.readValue(line, Object[].class);
    } catch (JacksonException e) {
      throw new IOException("a line is no JSON: " + e.getOriginalMessage(), e);
    }
    if (values.length != types.size()) {
      throw new IOException("a row has " + values.length + " values for " + types.size() + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = value(values[i], types.get(i));
    }
    return values;
  }

  private static @Nullable Object value(@Nullable Object value, Type type) throws IOException {
    if (value == null) {
      return null;
    }
    if (type == Type.INTEGER && (value instanceof Integer || value instanceof Long)) {
      return ((Number) value).longValue();
    }
    if (type == Type.TEXT && value instanceof String) {
      return value;
    }
    if (type == Type.BLOB && value instanceof String text) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw new IOException("a value is no base64", e);
      }
    }
    throw new IOException("a value is not " + type + ": " + value);
  }
}
