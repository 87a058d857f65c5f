package com.candylake.guard;

/** What an item is. The code stands in the database. */
public enum Kind {
  ARTICLE(1), FLASH(2), REPLY(3);

  private final int code;

  Kind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static Kind of(int code) {
    return values()[code - 1];
  }
}
