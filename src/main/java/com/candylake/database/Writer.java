package com.candylake.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The writing side of a database. On both databases alike it serves writing transactions only, one to a thread: a
 * statement outside a transaction would be lost or half done, and a second writing transaction inside the first would
 * wait for it.
 */
public abstract class Writer extends AbstractDataSource {
  @Override
  public final Connection getConnection() throws SQLException {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalTransactionStateException("a statement outside a transaction");
    }
    if (isWriting()) {
      throw new IllegalTransactionStateException("a second writing transaction (REQUIRES_NEW) inside the first");
    }
    return enter();
  }

  @Override
  public final Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  /** Whether this thread has a writing transaction open. */
  abstract boolean isWriting();

  /** The connection of a new writing transaction of this thread. */
  abstract Connection enter() throws SQLException;

  /** Waits until all that can be read of this process's commits is on the disk: what is derived from it must not be ahead. */
  public abstract void settle();

  /** Why the last commit failed; empty when it did not. */
  abstract Optional<Throwable> failure();
}
