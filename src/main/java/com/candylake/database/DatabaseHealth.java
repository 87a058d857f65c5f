package com.candylake.database;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether the database reads, and whether it could keep what was last written. */
@Service
public class DatabaseHealth {
  private final Writer writer;
  private final JdbcClient db;

  DatabaseHealth(Writer writer, JdbcClient db) {
    this.writer = writer;
    this.db = db;
  }

  /** Writes nothing, durably: after a failure only a commit can tell that commits succeed again. */
  @Transactional
  public void tryToWrite() {
    db.sql("update change_head set seq = seq where id = 1").update();
  }

  /** Why the last commit failed; empty while all is well. Throws if the database does not even read. */
  @Transactional(readOnly = true)
  public Optional<Throwable> failure() {
    db.sql("select seq from change_head").query(Long.class).single();
    return writer.failure();
  }
}
