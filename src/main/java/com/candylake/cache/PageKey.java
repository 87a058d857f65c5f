package com.candylake.cache;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import org.jspecify.annotations.Nullable;

/**
 * What a page that can be kept depends on besides the database.
 *
 * @param path as it was asked for, not decoded
 * @param query as it was asked for; a page whose query has other parameters than its endpoint declares is not kept
 * @param ui the language of the interface
 */
public record PageKey(String path, @Nullable String query, Lang ui, Reads reads) {
  /** Bytes of memory, about: an address may be as long as the server takes it. */
  int weight() {
    return 2 * (path.length() + (query == null ? 0 : query.length())) + 200;
  }
}
