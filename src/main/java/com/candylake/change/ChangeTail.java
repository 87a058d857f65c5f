package com.candylake.change;

import com.candylake.database.Connections;
import com.candylake.database.Dialect;
import com.candylake.database.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the change log while the server runs and tells the listeners. On PostgreSQL it is woken by NOTIFY; on
 * SQLite by
 * this process's own writes, and every 500 ms it looks whether another process (a command-line verb) has written.
 */
@Component
@ConditionalOnWebApplication
class ChangeTail implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  /**
   * Where so much is written, the log is read every so often and not after each commit: on SQLite each reading begins with
   * nothing in its cache.
   */
  private static final int MANY = 16;
  private static final Duration REST = Duration.ofMillis(20);
  private final ChangeLog log;
  private final List<ChangeListener> listeners;
  private final Connections connections;
  private final Writer writer;
  private final ChangeSignal signal;
  private volatile @Nullable Thread thread;
  private volatile long told;
  private volatile long read = System.nanoTime();

  ChangeTail(ChangeLog log, List<ChangeListener> listeners, Connections connections, Writer writer,
      ChangeSignal signal) {
    this.log = log;
    this.listeners = new CopyOnWriteArrayList<>(listeners);
    this.connections = connections;
    this.writer = writer;
    this.signal = signal;
  }

  /** From the next change on; an open connection that wants to hear of them comes and goes. */
  void listen(ChangeListener listener) {
    listeners.add(listener);
  }

  void forget(ChangeListener listener) {
    listeners.remove(listener);
  }

  /** The last change that all listeners have been told of; 0 before the log was read. */
  long told() {
    return told;
  }

  /** Since the log was last read and everybody told: half a second while all is well. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - read);
  }

  @Override
  public void start() {
    Thread reader = Thread.ofPlatform().name("change-tail").daemon().unstarted(this::run);
    thread = reader;
    reader.start();
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Whether this thread still is the reader: after a stop and a start another one is. */
  private boolean isMine() {
    return thread == Thread.currentThread();
  }

  private void run() {
    ChangeLog.Position position = null;
    boolean failing = false;
    while (isMine()) {
      try (Connection own = connections.open(); Bell bell = bell(own)) {
        while (isMine()) {
          ChangeLog.News news = log.after(position);
          writer.settle();
          if (news.broken()) {
            listeners.forEach(ChangeListener::rebuild);
          } else if (!news.changes().isEmpty()) {
            listeners.forEach(l -> l.apply(news.changes()));
          }
          listeners.forEach(l -> l.reached(news.end()));
          position = news.end();
          told = position.seq();
          read = System.nanoTime();
          if (failing) {
            LOG.info("the change log is read again");
            failing = false;
          }
          if (news.changes().isEmpty()) {
            bell.await();
          } else if (news.changes().size() >= MANY) {
            Thread.sleep(REST);
          }
        }
      } catch (SQLException | RuntimeException e) {
        if (!failing) {
          LOG.warn("the change log cannot be read; trying twice a second", e);
          failing = true;
        }
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a reason to read the log. */
  private interface Bell extends AutoCloseable {
    void await() throws SQLException, InterruptedException;

    @Override
    default void close() {}
  }

  private Bell bell(Connection own) throws SQLException {
    if (connections.dialect() == Dialect.POSTGRESQL) {
      try (var listen = own.createStatement()) {
        listen.execute("listen candylake");
      }
      PGConnection pg = own.unwrap(PGConnection.class);
      return () -> pg.getNotifications((int) POLL.toMillis());
    }
    var version = own.createStatement();
    return new Bell() {
      private long seen = read();

      @Override
      public void await() throws SQLException, InterruptedException {
        long now = read();
        if (now == seen) {
          signal.await(POLL);
          now = read();
        }
        seen = now;
      }

      /** SQLite counts the commits of other connections here (sqlite.org/pragma.html#pragma_data_version). */
      private long read() throws SQLException {
        try (var row = version.executeQuery("pragma data_version")) {
          row.next();
          return row.getLong(1);
        }
      }
    };
  }
}
