package com.candylake.ops;

import com.candylake.archive.Watcher;
import org.jspecify.annotations.Nullable;

/** Draws a bar for each step of long work. */
final class Bars implements Watcher, AutoCloseable {
  private @Nullable Progress bar;

  @Override
  public void begins(String what, long rows) {
    close();
    bar = new Progress(what, Math.toIntExact(rows));
  }

  @Override
  public void row() {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.end();
    }
  }
}
