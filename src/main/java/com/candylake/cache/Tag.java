package com.candylake.cache;

/** What a page can depend on; with an id it is one number, because there are some fifty of them in each page. */
enum Tag {
  /** The page of an item. */
  PAGE,
  /** An item shown among others. */
  ITEM,
  MEMBER,
  SITE_LIST,
  CHANNEL_LIST,
  AUTHOR_LIST;

  private static final int BITS = 3;

  long of(long id) {
    return id << BITS | ordinal();
  }

  boolean is(long tag) {
    return (tag & (1 << BITS) - 1) == ordinal();
  }

  static long id(long tag) {
    return tag >> BITS;
  }
}
