package com.candylake.vote;

/** What a member thinks of an item. The value stands in the database. */
public enum Vote {
  SUPPORT(1), OPPOSE(-1);

  private final int value;

  Vote(int value) {
    this.value = value;
  }

  int value() {
    return value;
  }

  public static Vote of(int value) {
    return value > 0 ? SUPPORT : OPPOSE;
  }
}
