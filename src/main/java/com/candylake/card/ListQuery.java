package com.candylake.card;

import com.candylake.guard.Kind;
import org.jspecify.annotations.Nullable;

/** Which list: all items of a kind, or those in a channel, or those of an author; and what comes first in it. */
public record ListQuery(Kind kind, @Nullable Long channel, @Nullable Long author, Sort sort) {
  public ListQuery {
    if (author != null && sort == Sort.HOT) {
      throw new IllegalArgumentException("no index has an author's items by hot");
    }
  }

  public static ListQuery all(Kind kind) {
    return new ListQuery(kind, null, null, Sort.LATEST);
  }

  public static ListQuery channel(Kind kind, long channel) {
    return new ListQuery(kind, channel, null, Sort.LATEST);
  }

  public static ListQuery author(Kind kind, long author) {
    return new ListQuery(kind, null, author, Sort.LATEST);
  }

  /** The same items in that order. What is demoted is in no hot list. */
  public ListQuery by(Sort other) {
    return new ListQuery(kind, channel, author, other);
  }
}
