package com.candylake.database;

import com.candylake.base.WaitingRoom;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.ConnectionProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/**
 * The writing side of a SQLite database: one connection, one open batch, one commit for all who wait.
 *
 * <p>A transaction takes its turn at its first statement, runs inside a savepoint, and joins the batch when it commits.
 * Whoever finds nobody queueing, or the batch full or old, commits the batch and gives the turn on. The commit stands in
 * SQLite's log then, and a thread of its own waits for the disk ({@link LogSync}); everybody in the batch is answered only
 * after that. So an acknowledged write is on the disk, thirty-two writers share a commit among some sixteen, and nobody
 * waits for the disk with the turn in hand.
 */
final class GroupCommit extends Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int BATCH = 64;
  private static final Duration SLOW = Duration.ofMillis(50);

  private final Connection connection;
  private final Statement control;
  private final WaitingRoom room;
  private final Duration age;
  private final WriterMeters meters;
  private final LogSync sync;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final AtomicLong commits = new AtomicLong();

  // those below belong to whoever has the turn
  private Steps steps;
  private boolean stale;
  private @Nullable Batch batch;
  private boolean ending;
  private boolean lost;

  /** The last one that is in the log, or is about to be. */
  private volatile @Nullable Batch last;
  private volatile Optional<Throwable> failure = Optional.empty();

  /**
   * @param connection a connection that nobody else uses
   * @param room where transactions wait for their turn, or are refused
   * @param age how old a batch may become before it is committed although others queue
   * @param disk waits until all that has been written to the database's log is on the disk
   */
  GroupCommit(Connection connection, WaitingRoom room, Duration age, LogSync.Disk disk, MeterRegistry registry)
      throws SQLException {
    this.connection = connection;
    this.control = connection.createStatement();
    // COMMIT writes the log, and LogSync waits for it; SQLite itself waits where it reuses the log and where it empties it
    control.execute("PRAGMA synchronous = NORMAL");
    // the log is brought into the file when it has grown to 16 MB: what many transactions write again is then copied once
    control.execute("PRAGMA wal_autocheckpoint = 4000");
    // what a savepoint may have to put back stays in memory: more than 64 KB would go through a temporary file
    control.execute("PRAGMA temp_store = memory");
    // a batch of 64 changes some 600 pages; what does not fit would be written before its commit, and then again
    control.execute("PRAGMA cache_size = -4000");
    this.steps = Steps.of(connection);
    this.room = room;
    this.age = age;
    this.meters = WriterMeters.in(registry, this::queued);
    this.sync = new LogSync(disk, this::synced);
    connection.unwrap(SQLiteConnection.class).addCommitListener(new SQLiteCommitListener() {
      @Override
      public void onCommit() {}

      @Override
      public void onRollback() {
        // a full disk, an I/O error or RAISE(ROLLBACK): SQLite has ended the batch by itself
        lost = !ending;
      }
    });
  }

  /** How many batches there were. */
  long commits() {
    return commits.get();
  }

  /** How many threads wait for the turn. */
  int queued() {
    return turn.getQueueLength();
  }

  @Override
  Optional<Throwable> failure() {
    return failure;
  }

  @Override
  boolean isWriting() {
    return turn.isHeldByCurrentThread();
  }

  @Override
  Connection enter() throws SQLException {
    long since = System.nanoTime();
    try {
      if (!room.enter() || !turn.tryLock(room.patience().toNanos(), TimeUnit.NANOSECONDS)) {
        meters.refused().increment();
        throw new SQLTransientConnectionException("writers are queueing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException("interrupted while queueing to write", e);
    } finally {
      room.leave();
    }
    meters.turn().record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    try {
      if (batch == null && sync.isBroken()) {
        mend();
      }
      if (stale) {
        steps.close();
        steps = Steps.of(connection);
        stale = false;
      }
      if (batch == null) {
        lost = false;
        steps.begin.execute();
        batch = new Batch();
      }
      steps.open.execute();
    } catch (SQLException | RuntimeException e) {
      turn.unlock();
      throw e;
    }
    return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ConnectionProxy.class},
        new Transaction());
  }

  @Override
  public void close() throws SQLException {
    turn.lock();
    try {
      flush();
      sync.close();
      connection.close();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void settle() {
    Batch before = last;
    if (before != null) {
      before.done.exceptionally(failed -> null).join();
    }
  }

  /**
   * After the disk has failed, what was written after that point of the log would be lost with it. So the log is emptied into
   * the file, which SQLite waits for, before anything more is written.
   */
  private void mend() throws SQLException {
    try (var row = control.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      if (row.getInt(1) != 0) {
        throw new SQLTransientConnectionException("the disk has failed, and the log is in use still");
      }
    }
    sync.mended();
  }

  private void synced(@Nullable IOException error) {
    failure = Optional.ofNullable(error);
    if (error != null) {
      LOG.error("the disk has not taken what was committed", error);
    }
  }

  /** What each transaction begins and ends with, prepared once. */
  private record Steps(PreparedStatement begin, PreparedStatement open, PreparedStatement release, PreparedStatement commit) {
    static Steps of(Connection connection) throws SQLException {
      return new Steps(connection.prepareStatement("BEGIN IMMEDIATE"), connection.prepareStatement("SAVEPOINT tx"),
          connection.prepareStatement("RELEASE tx"), connection.prepareStatement("COMMIT"));
    }

    void close() throws SQLException {
      for (PreparedStatement step : List.of(begin, open, release, commit)) {
        step.close();
      }
    }
  }

  /** Transactions whose savepoint is released, and which wait for COMMIT or for the disk. */
  private static final class Batch implements LogSync.Waiting {
    final CompletableFuture<Void> done = new CompletableFuture<>();
    final long born = System.nanoTime();
    int size;

    @Override
    public void synced(@Nullable IOException error) {
      if (error == null) {
        done.complete(null);
      } else {
        done.completeExceptionally(error);
      }
    }
  }

  private final class Transaction implements InvocationHandler {
    private final long since = System.nanoTime();
    private int savepoints;
    private boolean over;

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] args) throws Throwable {
      switch (method.getName()) {
        case "getAutoCommit":
          return false;
        case "setAutoCommit", "setReadOnly", "setTransactionIsolation":
          return null;
        case "getTransactionIsolation":
          return Connection.TRANSACTION_SERIALIZABLE;
        case "isClosed":
          return over;
        case "getTargetConnection":
          return connection;
        case "commit":
          commit();
          return null;
        case "close":
          rollback();
          return null;
        case "hashCode":
          return System.identityHashCode(self);
        case "equals":
          return args != null && self == args[0];
        case "toString":
          return "writer";
        default:
      }
      if (method.getName().equals("rollback") && args == null) {
        rollback();
        return null;
      }
      if (over) {
        throw new SQLException("the transaction is over");
      }
      if (lost) {
        throw new SQLException("SQLite has rolled the whole batch back; nothing more may run in this transaction");
      }
      // by SQL text: the driver's own savepoints would touch its autocommit state
      switch (method.getName()) {
        case "setSavepoint":
          var savepoint = new Nested("nested" + ++savepoints);
          control.execute("SAVEPOINT " + savepoint.name());
          return savepoint;
        case "rollback":
          control.execute("ROLLBACK TO " + nested(args).name());
          return null;
        case "releaseSavepoint":
          control.execute("RELEASE " + nested(args).name());
          return null;
        default:
      }
      try {
        return method.invoke(connection, args);
      } catch (InvocationTargetException e) {
        throw e.getTargetException();
      }
    }

    private static Nested nested(Object @Nullable [] args) {
      if (args != null && args[0] instanceof Nested nested) {
        return nested;
      }
      throw new IllegalArgumentException("not a savepoint of this transaction");
    }

    private void commit() throws SQLException {
      if (over) {
        return;
      }
      over = true;
      report();
      long done = System.nanoTime();
      Batch mine = batch;
      boolean first = false;
      try {
        if (lost || mine == null) {
          throw new SQLException("SQLite has rolled the whole batch back");
        }
        steps.release.execute();
        first = mine.size++ == 0;
        if (mine.size >= BATCH || System.nanoTime() - mine.born > age.toNanos() || !turn.hasQueuedThreads()) {
          flush();
        }
      } catch (SQLException e) {
        abandon(e);
        throw e;
      } finally {
        over();
      }
      await(mine, first);
      meters.commit().record(System.nanoTime() - done, TimeUnit.NANOSECONDS);
    }

    private void rollback() {
      if (over) {
        return;
      }
      over = true;
      report();
      try {
        if (lost) {
          throw new SQLException("SQLite has rolled the whole batch back");
        }
        control.execute("ROLLBACK TO tx");
        steps.release.execute();
        // an empty batch is ended too: whoever queues may give up, and nobody would be left to end it
        if (batch == null || batch.size == 0 || !turn.hasQueuedThreads()) {
          flush();
        }
      } catch (SQLException e) {
        abandon(e);
      } finally {
        over();
      }
    }

    private void over() {
      room.took(System.nanoTime() - since);
      turn.unlock();
    }

    private void report() {
      long took = System.nanoTime() - since;
      if (took > SLOW.toNanos()) {
        LOG.warn("{} held the writer for {} ms", TransactionSynchronizationManager.getCurrentTransactionName(),
            TimeUnit.NANOSECONDS.toMillis(took));
      }
    }
  }

  private record Nested(String name) implements Savepoint {
    @Override
    public int getSavepointId() throws SQLException {
      throw new SQLException("a named savepoint");
    }

    @Override
    public String getSavepointName() {
      return name;
    }
  }

  /** @param first of its batch, which commits if nobody else has: no answer depends on the thread that came after */
  private void await(Batch mine, boolean first) throws SQLException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (first) {
            mine.done.get(10, TimeUnit.MILLISECONDS);
          } else {
            mine.done.get();
          }
          return;
        } catch (TimeoutException e) {
          if (turn.tryLock()) {
            try {
              if (batch == mine) {
                flush();
              }
            } finally {
              turn.unlock();
            }
          }
        } catch (ExecutionException e) {
          throw new SQLTransientException("the shared commit failed", e.getCause());
        } catch (InterruptedException e) {
          // the outcome is not known yet, and whoever asked must hear the truth
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void flush() {
    Batch full = batch;
    if (full == null) {
      return;
    }
    try {
      last = full;
      steps.commit.execute();
      batch = null;
      commits.incrementAndGet();
      if (full.size > 0) {
        meters.batch().record(full.size);
      }
      sync.after(full);
    } catch (SQLException e) {
      failure = Optional.of(e);
      LOG.error("a commit of {} transactions failed", full.size, e);
      abandon(e);
    }
  }

  /** Everything uncommitted is gone, and nobody in it had been answered: all of them learn why. */
  private void abandon(SQLException cause) {
    Batch gone = batch;
    batch = null;
    // the driver closes a statement that met a full disk
    stale = true;
    ending = true;
    try {
      if (!lost) {
        control.execute("ROLLBACK");
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
    } finally {
      ending = false;
      lost = false;
    }
    if (gone != null) {
      gone.done.completeExceptionally(cause);
    }
  }
}
