package com.candylake.archive;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows as lines of JSON: an array for each, whole numbers for integers, base64 for bytes. The same rows give the
 * same bytes, whichever database they come from.
 */
final class RowWriter implements RowSink {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private final Digesting out;
  private long rows;

  RowWriter(OutputStream out) {
    this.out = new Digesting(out);
  }

  @Override
  public void row(@Nullable Object[] values) throws IOException {
    out.write(JSON.writeValueAsBytes(values));
    out.write('\n');
    rows++;
  }

  /** Of everything written; nothing can be written afterwards. */
  Content content() {
    return out.content(rows);
  }
}
