package com.candylake.ops;

import java.time.Duration;
import java.util.Locale;

/**
 * A bar that says how far long work is and how long it still takes; one line, redrawn, and only where somebody looks.
 */
final class Progress {
  private static final int WIDTH = 30;
  private static final Duration REDRAW = Duration.ofMillis(100);
  private final String what;
  private final int all;
  private final boolean shown = System.console() != null && System.console().isTerminal();
  private final long start = System.nanoTime();
  private long drawn;
  private int done;

  Progress(String what, int all) {
    this.what = what;
    this.all = all;
  }

  void step() {
    done++;
    long now = System.nanoTime();
    if (shown && (now - drawn > REDRAW.toNanos() || done == all)) {
      drawn = now;
      System.err.print('\r' + line(now));
    }
  }

  /** Prints a line about one thing without breaking the bar. */
  void say(String line) {
    System.err.println(shown ? "\r\033[K" + line : line);
  }

  void end() {
    if (shown) {
      System.err.println();
    }
  }

  private String line(long now) {
    int filled = all == 0 ? WIDTH : (int) ((long) WIDTH * done / all);
    double left = done == 0 ? 0 : (now - start) / 1e9 / done * (all - done);
    return String.format(Locale.ROOT, "[%s%s] %d/%d %s, %.0f s left\033[K", "█".repeat(filled),
        "░".repeat(WIDTH - filled), done, all, what, left);
  }
}
