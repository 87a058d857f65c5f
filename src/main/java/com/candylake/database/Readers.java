package com.candylake.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Where read-only transactions read: on the primary, unless a thread makes a page and the replica, if there is one, is known
 * to have come far enough. Whoever follows the change log says so, and has to go on saying it ({@link #lend}).
 */
public final class Readers extends AbstractDataSource implements AutoCloseable {
  /** After so long without a word the replica may lack what everybody else no longer shows. */
  private static final Duration TRUST = Duration.ofSeconds(1);

  private final HikariDataSource primary;
  private final @Nullable HikariDataSource replica;
  private final ThreadLocal<@Nullable Reading> now = new ThreadLocal<>();
  private volatile @Nullable Lent lent;

  Readers(HikariDataSource primary, @Nullable HikariDataSource replica) {
    this.primary = primary;
    this.replica = replica;
  }

  private enum Place {
    PRIMARY,
    /** While it is lent. */
    REPLICA,
    /** To see how far it has come. */
    REPLICA_ALWAYS
  }

  /**
   * What this thread does.
   *
   * @param wrote to be told of a commit
   */
  private record Reading(Place place, boolean fresh, @Nullable Runnable wrote) {}

  private record Lent(long position, long at) {
    boolean holds() {
      return System.nanoTime() - at < TRUST.toNanos();
    }
  }

  public boolean hasReplica() {
    return replica != null;
  }

  /**
   * From now on, until {@link #over}, this thread makes an answer to a request.
   *
   * @param near whether it may read what is a moment old
   * @param fresh whether who asks has just written something, on whatever node, and has to find it
   * @param wrote told at the first commit of this thread
   */
  public void begin(boolean near, boolean fresh, Runnable wrote) {
    Lent there = lent;
    now.set(new Reading(near && !fresh && there != null && there.holds() ? Place.REPLICA : Place.PRIMARY, fresh, wrote));
  }

  public void over() {
    now.remove();
  }

  /** Reads on the replica, however far it has come. */
  public <T> T onReplica(Supplier<T> read) {
    now.set(new Reading(Place.REPLICA_ALWAYS, false, null));
    try {
      return read.get();
    } finally {
      now.remove();
    }
  }

  /** The position in the change log that what this thread reads has certainly reached; on the primary, any. */
  public long position() {
    Reading here = now.get();
    Lent there = lent;
    return here == null || here.place == Place.PRIMARY ? Long.MAX_VALUE : there == null ? 0 : there.position;
  }

  /** Whether this thread answers somebody who has to find what they have just written, on whatever node. */
  public boolean isFresh() {
    Reading here = now.get();
    return here != null && here.fresh;
  }

  /**
   * The replica may be read from.
   *
   * @param position how far in the change log it has come
   * @param at when that was found out to be far enough, as {@link System#nanoTime} has it
   */
  public void lend(long position, long at) {
    lent = new Lent(position, at);
  }

  public void withhold() {
    lent = null;
  }

  /** This thread has committed something. */
  void wrote() {
    Reading here = now.get();
    if (here != null && here.wrote != null) {
      now.set(new Reading(here.place, here.fresh, null));
      here.wrote.run();
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Reading here = now.get();
    if (replica != null && here != null) {
      if (here.place == Place.REPLICA_ALWAYS) {
        return replica.getConnection();
      }
      Lent there = lent;
      if (here.place == Place.REPLICA && there != null && there.holds()) {
        try {
          return replica.getConnection();
        } catch (SQLException e) {
          // whoever watches it will say so
          withhold();
        }
      }
    }
    return primary.getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public void close() {
    primary.close();
    if (replica != null) {
      replica.close();
    }
  }
}
