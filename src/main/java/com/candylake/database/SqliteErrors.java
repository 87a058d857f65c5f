package com.candylake.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Gives SQLite's result codes (sqlite.org/rescode.html) the names that Spring has for them; it knows none by itself.
 */
final class SqliteErrors extends SQLExceptionSubclassTranslator {
  @Override
  protected @Nullable DataAccessException doTranslate(String task, @Nullable String sql, SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return super.doTranslate(task, sql, e);
    }
    SQLiteErrorCode code = sqlite.getResultCode();
    String message = task + ": " + e.getMessage();
    return switch (code) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
          new DuplicateKeyException(message, e);
      case SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED -> new CannotAcquireLockException(message, e);
      case SQLITE_FULL, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_NOTADB ->
          new DataAccessResourceFailureException(message, e);
      default -> code.name().startsWith("SQLITE_CONSTRAINT")
          ? new DataIntegrityViolationException(message, e)
          : super.doTranslate(task, sql, e);
    };
  }
}
