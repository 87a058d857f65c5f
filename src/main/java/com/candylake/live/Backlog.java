package com.candylake.live;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What streams that came back have missed and their clients have not taken, all together. What is told to everybody is the same
 * bytes for all of them; this is not.
 */
final class Backlog {
  private final long most;
  private final AtomicLong waiting = new AtomicLong();

  /** @param most bytes */
  Backlog(long most) {
    this.most = most;
  }

  /** False if there is no room for so many bytes. */
  boolean take(int bytes) {
    if (waiting.addAndGet(bytes) <= most) {
      return true;
    }
    waiting.addAndGet(-bytes);
    return false;
  }

  /** They wait no more. */
  void give(int bytes) {
    waiting.addAndGet(-bytes);
  }

  long room() {
    return most - waiting.get();
  }
}
