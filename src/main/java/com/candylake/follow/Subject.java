package com.candylake.follow;

/** What can be followed. */
public record Subject(What what, long id) {
  /** The names stand in the database. */
  public enum What { AUTHOR, CHANNEL, ITEM }

  public static Subject author(long id) {
    return new Subject(What.AUTHOR, id);
  }

  public static Subject channel(long id) {
    return new Subject(What.CHANNEL, id);
  }

  /** An article or a flash: whoever follows it is told of its replies. */
  public static Subject item(long id) {
    return new Subject(What.ITEM, id);
  }
}
