package com.candylake.cache;

/** Something made from the database: what it depends on, and from when it is. */
abstract sealed class Dated permits CachedPage, Contents {
  /**
   * How much of the change log had been told when it began to be read.
   *
   * @param log counts the logs: another one after a restore, or after a gap
   */
  record AsOf(long log, long seq) {}

  private final long[] tags;
  private final long counted;
  private final AsOf asOf;
  private final long madeAt;
  private volatile long checked;

  /** @param madeAt as {@link System#nanoTime} has it */
  Dated(long[] tags, long counted, AsOf asOf, long madeAt) {
    this.tags = tags;
    this.counted = counted;
    this.asOf = asOf;
    this.madeAt = madeAt;
  }

  /** Bytes of memory, about. */
  abstract int weight();

  /** The item whose readings it counts; 0: none. */
  public final long counted() {
    return counted;
  }

  final long[] tags() {
    return tags;
  }

  final AsOf asOf() {
    return asOf;
  }

  final long madeAt() {
    return madeAt;
  }

  /** Up to which drop the tags have been looked up. */
  final long checked() {
    return checked;
  }

  final void checked(long drops) {
    checked = drops;
  }
}
