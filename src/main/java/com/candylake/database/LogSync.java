package com.candylake.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the disk on behalf of those whose commits stand in SQLite's write-ahead log: one thread asks that all of the log
 * be on the disk, and answers whoever was in it. What is committed during one wait shares the next (ADR 28).
 */
final class LogSync implements AutoCloseable {
  /** Waits until all that has been written to the log is on the disk. */
  @FunctionalInterface
  interface Disk {
    void force() throws IOException;

    default void close() throws IOException {}
  }

  /** Told once, when it is on the disk or never will be. */
  @FunctionalInterface
  interface Waiting {
    /** @param error null: it is on the disk */
    void synced(@Nullable IOException error);
  }

  private static final Waiting END = error -> { };
  private final BlockingQueue<Waiting> committed = new LinkedBlockingQueue<>();
  private final Disk disk;
  private final Consumer<@Nullable IOException> told;
  private final Thread thread;
  private volatile @Nullable IOException broken;

  /** @param told of the outcome of each wait, before those who waited */
  LogSync(Disk disk, Consumer<@Nullable IOException> told) {
    this.disk = disk;
    this.told = told;
    this.thread = Thread.ofPlatform().name("log-sync").daemon().unstarted(this::run);
    thread.start();
  }

  /** The log of a database file: it is there from the first commit to the last close, and SQLite's locks are on another. */
  static Disk of(Path log) {
    return new Disk() {
      private @Nullable FileChannel channel;

      @Override
      public void force() throws IOException {
        FileChannel open = channel;
        if (open == null) {
          open = FileChannel.open(log, StandardOpenOption.WRITE);
          channel = open;
        }
        open.force(false);
      }

      @Override
      public void close() throws IOException {
        if (channel != null) {
          channel.close();
        }
      }
    };
  }

  /** It has been committed. */
  void after(Waiting batch) {
    committed.add(batch);
  }

  /**
   * Whether the disk has failed. A system may give up what it could not write and say so once, so that the next wait succeeds
   * with a hole in the log: until that is mended, everybody is told that it failed.
   */
  boolean isBroken() {
    return broken != null;
  }

  /** The log is empty, and all that was in it is in the file and on the disk. */
  void mended() {
    broken = null;
  }

  private void run() {
    var together = new ArrayList<Waiting>();
    try {
      while (!together.contains(END)) {
        together.clear();
        together.add(committed.take());
        committed.drainTo(together);
        IOException error = broken == null ? failure() : broken;
        if (error != null) {
          broken = error;
        }
        told.accept(error);
        together.forEach(waiting -> waiting.synced(error));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable IOException failure() {
    try {
      disk.force();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /** When all who wait have been answered. */
  @Override
  public void close() {
    committed.add(END);
    try {
      thread.join();
      disk.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
