package com.candylake.card;

import com.candylake.guard.Kind;
import org.jspecify.annotations.Nullable;

/** Which list: all items of a kind, or those in a channel, or those of an author. */
public record ListQuery(Kind kind, @Nullable Long channel, @Nullable Long author) {
  public static ListQuery all(Kind kind) {
    return new ListQuery(kind, null, null);
  }

  public static ListQuery channel(Kind kind, long channel) {
    return new ListQuery(kind, channel, null);
  }

  public static ListQuery author(Kind kind, long author) {
    return new ListQuery(kind, null, author);
  }
}
