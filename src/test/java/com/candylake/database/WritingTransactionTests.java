package com.candylake.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.testkit.PlatformTest;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a writing transaction promises, on either database. */
class WritingTransactionTests extends PlatformTest {
  @Autowired private JdbcClient db;
  @Autowired private PlatformTransactionManager manager;
  @Autowired private Connections connections;
  private TransactionTemplate writing;
  private TransactionTemplate reading;
  private String name;

  @BeforeEach
  void prepare() {
    writing = new TransactionTemplate(manager);
    reading = new TransactionTemplate(manager);
    reading.setReadOnly(true);
    name = "writing-" + System.nanoTime();
  }

  @Test
  void aStatementOutsideATransactionIsRefused() {
    assertThatThrownBy(() -> put("a")).isInstanceOf(IllegalTransactionStateException.class);
    assertThat(rows()).isZero();
  }

  @Test
  void aWriteInAReadOnlyTransactionIsRefused() {
    assertThatThrownBy(() -> reading.executeWithoutResult(tx -> put("a"))).isInstanceOf(RuntimeException.class);
    assertThat(rows()).isZero();
  }

  @Test
  void aBodyReadsWhatItWroteAndOthersOnlyAfterTheCommit() {
    writing.executeWithoutResult(tx -> {
      put("a");
      assertThat(count()).isEqualTo(1);
      assertThat(rowsAsSomebodyElse()).isZero();
    });
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void anExceptionLeavesNothing() {
    assertThatThrownBy(() -> writing.executeWithoutResult(tx -> {
      put("a");
      throw new IllegalStateException("on purpose");
    })).hasMessage("on purpose");
    assertThat(rows()).isZero();
  }

  @Test
  void aNestedTransactionRollsBackOnlyItself() {
    writing.executeWithoutResult(tx -> {
      put("outer");
      assertThatThrownBy(() -> with(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult(inner -> {
        put("inner");
        throw new IllegalStateException();
      })).isInstanceOf(IllegalStateException.class);
      with(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult(inner -> put("second"));
    });
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aSecondWritingTransactionInsideTheFirstIsRefused() {
    assertThatThrownBy(() -> writing.executeWithoutResult(tx -> {
      put("outer");
      with(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult(inner -> put("inner"));
    })).isInstanceOf(IllegalTransactionStateException.class);
    assertThat(rows()).isZero();
  }

  @Test
  void aReadOnlyTransactionInsideAWritingOneSeesTheCommittedState() {
    writing.executeWithoutResult(tx -> {
      put("outer");
      var aside = with(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
      aside.setReadOnly(true);
      Long seen = aside.execute(inner -> count());
      assertThat(seen).isZero();
    });
  }

  @Test
  void afterCommitRunsWhenTheWriteIsThereForEverybody() {
    var seen = new AtomicLong(-1);
    writing.executeWithoutResult(tx -> {
      put("a");
      TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
        @Override
        public void afterCommit() {
          seen.set(rowsAsSomebodyElse());
        }
      });
    });
    assertThat(seen).hasValue(1);
  }

  @Test
  void aThreadWhoseTransactionFailedCanWriteAgain() {
    assertThatThrownBy(() -> writing.executeWithoutResult(tx -> {
      put("a");
      put("a");
    })).isInstanceOf(DuplicateKeyException.class);
    writing.executeWithoutResult(tx -> put("a"));
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void thirtyTwoWritersLeaveExactlyWhatWasAcknowledged() throws Exception {
    writing.executeWithoutResult(tx -> put("counter"));
    var kept = new AtomicInteger();
    var refused = new AtomicInteger();
    try (var pool = Executors.newFixedThreadPool(32)) {
      var all = new ArrayList<Future<?>>();
      for (int writer = 0; writer < 32; writer++) {
        int number = writer;
        all.add(pool.submit(() -> {
          for (int i = 0; i < 25; i++) {
            int round = i;
            try {
              writing.executeWithoutResult(tx -> {
                put(number + "-" + round);
                db.sql("""
                    update setting set value = cast(cast(value as integer) + 1 as text)
                     where name = :name and lang = 'counter'""").param("name", name).update();
                if (round % 10 == 3) {
                  throw new IllegalStateException("changed its mind");
                }
                if (round % 10 == 7) {
                  put("counter");
                }
              });
              kept.incrementAndGet();
            } catch (IllegalStateException | DuplicateKeyException e) {
              refused.incrementAndGet();
            }
          }
        }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(kept.get() + refused.get()).isEqualTo(800);
    assertThat(refused).hasValue(32 * 5);
    assertThat(rows()).isEqualTo(kept.get() + 1L);
    String counter = reading.execute(tx -> db.sql("select value from setting where name = :name and lang = 'counter'")
        .param("name", name).query(String.class).single());
    assertThat(counter).isEqualTo(String.valueOf(kept.get()));
  }

  private TransactionTemplate with(int propagation) {
    var template = new TransactionTemplate(manager);
    template.setPropagationBehavior(propagation);
    return template;
  }

  private void put(String lang) {
    db.sql("insert into setting (name, lang, value) values (:name, :lang, '0')")
        .param("name", name).param("lang", lang).update();
  }

  private long count() {
    return db.sql("select count(*) from setting where name = :name").param("name", name).query(Long.class).single();
  }

  private long rows() {
    return Objects.requireNonNull(reading.execute(tx -> count()));
  }

  private long rowsAsSomebodyElse() {
    return JdbcClient.create(connections.plain()).sql("select count(*) from setting where name = :name")
        .param("name", name).query(Long.class).single();
  }
}
