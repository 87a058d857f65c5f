package com.candylake.limit;

import java.time.Duration;

/**
 * What is not done more often than this by one member, or from one address by those who have not signed in. Each node counts
 * for itself. A newsroom behind one address signs in there together.
 */
public enum Limit {
  SIGN_IN(100, Duration.ofMinutes(10)),
  SIGN_UP(30, Duration.ofHours(1)),
  /** Show once more that it is they. */
  PROVE(10, Duration.ofMinutes(10)),
  /** Have a letter sent to an address that one types. */
  LETTER(20, Duration.ofHours(1)),
  /** Articles and flashes. */
  POST(60, Duration.ofHours(1)),
  /** A text that is looked at while it is written. */
  PREVIEW(1_200, Duration.ofMinutes(10)),
  /** A draft, every few seconds from each open window. */
  SAVE(1_200, Duration.ofMinutes(10)),
  /** Images and attachments: decoding one takes a second of a processor. */
  UPLOAD(240, Duration.ofHours(1)),
  REPLY(60, Duration.ofMinutes(10)),
  /** Support, oppose, keep. */
  PRESS(120, Duration.ofMinutes(1)),
  /** Whatever else is sent: edits, withdrawals, languages, settings. */
  CHANGE(300, Duration.ofMinutes(10));

  private final int times;
  private final Duration in;

  Limit(int times, Duration in) {
    this.times = times;
    this.in = in;
  }

  public int times() {
    return times;
  }

  public Duration in() {
    return in;
  }

  /** Whether the address counts even for members: accounts are what is tried with these, or made. */
  public boolean isOfAddress() {
    return this == SIGN_IN || this == SIGN_UP || this == LETTER;
  }
}
