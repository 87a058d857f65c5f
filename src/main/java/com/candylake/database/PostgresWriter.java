package com.candylake.database;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Pooled transactions on the primary. */
final class PostgresWriter extends Writer implements AutoCloseable {
  private final HikariDataSource pool;
  private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);
  private volatile Optional<Throwable> failure = Optional.empty();

  PostgresWriter(HikariDataSource pool) {
    this.pool = pool;
  }

  @Override
  boolean isWriting() {
    return writing.get();
  }

  @Override
  Connection enter() throws SQLException {
    Connection connection = pool.getConnection();
    writing.set(true);
    return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class},
        (self, method, args) -> {
          switch (method.getName()) {
            case "close" -> writing.remove();
            case "equals" -> {
              return self == args[0];
            }
            case "hashCode" -> {
              return System.identityHashCode(self);
            }
            default -> { }
          }
          boolean commit = method.getName().equals("commit");
          try {
            Object result = method.invoke(connection, args);
            if (commit) {
              failure = Optional.empty();
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
