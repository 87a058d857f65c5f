package com.candylake.database;

import com.candylake.base.WaitingRoom;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Pooled transactions on the primary. */
final class PostgresWriter extends Writer implements AutoCloseable {
  private final HikariDataSource pool;
  private final WaitingRoom room;
  private final Runnable wrote;
  private final WriterMeters meters;
  private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);
  private volatile Optional<Throwable> failure = Optional.empty();

  /**
   * @param patience how long the pool lets anybody wait
   * @param wrote run by the thread that has committed
   */
  PostgresWriter(HikariDataSource pool, Duration patience, Runnable wrote, MeterRegistry registry) {
    this.pool = pool;
    this.room = new WaitingRoom(pool.getMaximumPoolSize(), WaitingRoom.FEW, patience);
    this.wrote = wrote;
    this.meters = WriterMeters.in(registry, () -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection());
  }

  @Override
  public void settle() {
    // PostgreSQL shows nobody a commit that it has not written
  }

  @Override
  boolean isWriting() {
    return writing.get();
  }

  @Override
  Connection enter() throws SQLException {
    long since = System.nanoTime();
    Connection connection;
    try {
      if (!room.enter()) {
        throw new SQLTransientConnectionException("writers are queueing");
      }
      connection = pool.getConnection();
    } catch (SQLTransientConnectionException e) {
      meters.refused().increment();
      if (e.getCause() != null) {
        // not busy but away; the pool tries again every five seconds, long after readers may have found it back
        failure = Optional.of(e);
      }
      throw e;
    } finally {
      room.leave();
    }
    long turn = System.nanoTime();
    meters.turn().record(turn - since, TimeUnit.NANOSECONDS);
    writing.set(true);
    return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class},
        (self, method, args) -> {
          switch (method.getName()) {
            case "close" -> {
              writing.remove();
              room.took(System.nanoTime() - turn);
            }
            case "equals" -> {
              return self == args[0];
            }
            case "hashCode" -> {
              return System.identityHashCode(self);
            }
            default -> { }
          }
          boolean commit = method.getName().equals("commit");
          long done = System.nanoTime();
          try {
            Object result = method.invoke(connection, args);
            if (commit) {
              failure = Optional.empty();
              meters.commit().record(System.nanoTime() - done, TimeUnit.NANOSECONDS);
              meters.batch().record(1);
              wrote.run();
            }
            return result;
          } catch (InvocationTargetException e) {
            if (commit) {
              failure = Optional.of(e.getTargetException());
            }
            throw e.getTargetException();
          }
        });
  }

  @Override
  public void close() {
    pool.close();
  }

  @Override
  Optional<Throwable> failure() {
    return failure;
  }
}
