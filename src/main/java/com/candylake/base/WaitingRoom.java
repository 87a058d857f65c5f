package com.candylake.base;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Those who wait for their turn at something that serves a few at a time. Whoever would wait too long, as long as turns take at
 * present, is told so when they come and not when the time is over: under more than can be done a queue makes everybody late
 * and helps nobody (ADR 27).
 */
public final class WaitingRoom {
  /** So many may wait whatever is expected: right after a start a turn takes a hundred times what the next ones do. */
  public static final int FEW = 256;

  /** A request that waits takes some 75 KB. */
  public static final int MOST = 768;

  /** How much of the mean the last turn is. */
  private static final int WEIGHT = 16;

  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong meanNanos = new AtomicLong();
  private final int served;
  private final int few;
  private final Duration patience;

  /**
   * @param served how many have a turn at the same time
   * @param few how many may wait however long that is expected to take
   * @param patience how long anybody waits
   */
  public WaitingRoom(int served, int few, Duration patience) {
    this.served = served;
    this.few = few;
    this.patience = patience;
  }

  /** Comes in, to be left again whatever this says; false: not to wait. */
  public boolean enter() {
    int before = waiting.getAndIncrement();
    return before < few || before < MOST && meanNanos.get() * before / served < patience.toNanos();
  }

  /** Waits no longer. */
  public void leave() {
    waiting.decrementAndGet();
  }

  /** How long a turn was. */
  public void took(long nanos) {
    meanNanos.updateAndGet(mean -> mean == 0 ? nanos : mean + (nanos - mean) / WEIGHT);
  }

  public int waiting() {
    return waiting.get();
  }

  public Duration patience() {
    return patience;
  }
}
