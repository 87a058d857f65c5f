package com.candylake.guard;

/** The platform's strongest measure on an item, weakest first. The ordinal stands in the database. */
public enum Restriction {
  NONE, LABELLED, LOCKED, DEMOTED, HELD, HIDDEN, REMOVED, BLOCKED;

  public int code() {
    return ordinal();
  }

  public static Restriction of(int code) {
    return values()[code];
  }

  /** From HELD on an item is not public, and the restriction has a statement of reasons. */
  public boolean endsVisibility() {
    return compareTo(HELD) >= 0;
  }
}
