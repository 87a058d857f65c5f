package com.candylake.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.testkit.PlatformTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A commit that fails raises an alarm, and the alarm ends when commits succeed again. */
@Tag("once")
class HealthTests extends PlatformTest {
  @Autowired private DatabaseHealth health;
  @Autowired private JdbcTemplate db;
  @Autowired private TransactionTemplate transactions;

  @Test
  void aFailedCommitIsAnAlarmUntilOneSucceeds() {
    assertThatThrownBy(() -> transactions.executeWithoutResult(tx -> {
      // puts the check of foreign keys off to the COMMIT, which then fails
      db.execute("pragma defer_foreign_keys = on");
      db.update("insert into favourite (item, member, at) values (-1, -1, 0)");
    })).isInstanceOf(RuntimeException.class);
    assertThat(health.failure()).isPresent();
    assertThat(http.get("/health").status()).isEqualTo(200);
    assertThat(health.failure()).isEmpty();
  }
}
