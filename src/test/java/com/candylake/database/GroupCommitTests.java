package com.candylake.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.base.DataFolder;
import com.candylake.base.WaitingRoom;
import com.candylake.testkit.PlatformTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What only SQLite's shared writer promises: turns, shared commits, and telling everybody when one of them fails. */
@Tag("once")
class GroupCommitTests {
  private final Connections connections = new Connections(
      new DatabaseProperties(null, null, "", "", null, 2, 1), new DataFolder(PlatformTest.temporary()));
  private final WaitingRoom room = new WaitingRoom(1, 100, Duration.ofSeconds(3));
  private SimpleMeterRegistry meters;
  private GroupCommit writer;
  private JdbcClient db;
  private JdbcTransactionManager manager;
  private TransactionTemplate tx;

  @BeforeEach
  void open() throws SQLException {
    Connection connection = connections.open();
    try (var statement = connection.createStatement()) {
      statement.execute("create table parent (id integer primary key) strict");
      statement.execute("create table thing (name text primary key, parent integer references parent(id)"
          + " deferrable initially deferred) strict");
      statement.execute("create trigger everything_lost before insert on thing when new.name = 'lost'"
          + " begin select raise(rollback, 'as if the disk were full'); end");
    }
    use(connection, Duration.ofSeconds(5), LogSync.of(connections.log()));
  }

  private void use(Connection connection, Duration age, LogSync.Disk disk) throws SQLException {
    meters = new SimpleMeterRegistry();
    writer = new GroupCommit(connection, room, age, disk, meters);
    var lazy = new LazyConnectionDataSourceProxy();
    lazy.setTargetDataSource(writer);
    lazy.setDefaultAutoCommit(true);
    lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    var template = new JdbcTemplate(lazy);
    template.setExceptionTranslator(new SqliteErrors());
    db = JdbcClient.create(template);
    manager = new JdbcTransactionManager(lazy);
    tx = new TransactionTemplate(manager);
  }

  @AfterEach
  void close() throws SQLException {
    writer.close();
  }

  @Test
  void whoeverWritesAloneIsCommittedAtOnce() {
    long before = writer.commits();
    for (int i = 0; i < 10; i++) {
      put("alone" + i);
    }
    assertThat(writer.commits() - before).isEqualTo(10);
  }

  @Test
  void thoseWhoWriteAtTheSameTimeShareCommits() throws Exception {
    long before = writer.commits();
    together(16, i -> {
      for (int k = 0; k < 20; k++) {
        put(i + "-" + k);
      }
    });
    assertThat(things()).isEqualTo(320);
    assertThat(writer.commits() - before).isLessThan(320);
    assertThat(meters.get("candylake.writer.batch").summary().totalAmount()).isEqualTo(320);
    assertThat(meters.get("candylake.writer.batch").summary().max()).isGreaterThan(1);
    assertThat(meters.get("candylake.writer.commit").timer().count()).isEqualTo(320);
  }

  @Test
  void whoeverQueuesTooLongIsRefusedAndTheOtherIsNot() throws Exception {
    var taken = new CountDownLatch(1);
    var enough = new CountDownLatch(1);
    try (var pool = Executors.newSingleThreadExecutor()) {
      Future<?> slow = pool.submit(() -> tx.executeWithoutResult(t -> {
        insert("slow", null);
        taken.countDown();
        awaitQuietly(enough);
      }));
      assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> put("queued"))
          .isInstanceOf(TransientDataAccessException.class).rootCause().hasMessage("writers are queueing");
      assertThat(meters.get("candylake.writer.refused").counter().count()).isEqualTo(1);
      enough.countDown();
      slow.get();
    }
    assertThat(things()).isEqualTo(1);
  }

  @Test
  void whoeverWouldQueueTooLongIsRefusedAtOnce() throws Exception {
    var taken = new CountDownLatch(1);
    var enough = new CountDownLatch(1);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> slow = pool.submit(() -> tx.executeWithoutResult(t -> {
        insert("slow", null);
        taken.countDown();
        awaitQuietly(enough);
      }));
      assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
      var queued = new ArrayList<Future<?>>();
      for (int i = 0; i < 100; i++) {
        int number = i;
        queued.add(pool.submit(() -> put("queued" + number)));
      }
      PlatformTest.await(() -> writer.queued() == 100);
      // a turn takes a minute, as far as is known: a few may wait all the same
      room.took(TimeUnit.MINUTES.toNanos(1));
      assertThatThrownBy(() -> put("one too many"))
          .isInstanceOf(TransientDataAccessException.class).rootCause().hasMessage("writers are queueing");
      assertThat(queued).as("still waiting").noneMatch(Future::isDone);
      enough.countDown();
      slow.get();
      for (Future<?> each : queued) {
        each.get();
      }
    }
    assertThat(things()).isEqualTo(101);
    assertThat(meters.get("candylake.writer.refused").counter().count()).isEqualTo(1);
  }

  @Test
  void aBatchIsCommittedWhenSixtyFourHaveJoinedItAlthoughMoreQueue() throws Exception {
    long before = writer.commits();
    var holder = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(70)) {
      var all = new ArrayList<Future<?>>();
      all.add(pool.submit(() -> tx.executeWithoutResult(t -> {
        insert("first", null);
        holder.countDown();
        while (writer.queued() < 69) {
          Thread.onSpinWait();
        }
      })));
      assertThat(holder.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 69; i++) {
        int number = i;
        all.add(pool.submit(() -> put("queued" + number)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(things()).isEqualTo(70);
    assertThat(writer.commits() - before).isBetween(2L, 6L);
  }

  @Test
  void aBatchThatHasBecomeOldIsCommittedAlthoughSomebodyQueues() throws Exception {
    writer.close();
    use(connections.open(), Duration.ZERO, LogSync.of(connections.log()));
    var inside = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(2)) {
      Future<?> first = pool.submit(() -> tx.executeWithoutResult(t -> {
        insert("first", null);
        inside.countDown();
        awaitQueue();
      }));
      assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
      Future<?> second = pool.submit(() -> put("second"));
      first.get();
      second.get();
    }
    assertThat(writer.commits()).isEqualTo(2);
  }

  @Test
  void aConnectionClosedWithoutCommitIsRolledBackAndGivesTheTurnBack() {
    tx.executeWithoutResult(t -> {
      try (Connection connection = writer.getConnection(); var statement = connection.createStatement()) {
        statement.execute("insert into thing (name) values ('forgotten')");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    });
    assertThat(things()).isZero();
    put("after");
    assertThat(things()).isEqualTo(1);
  }

  @Test
  void whoeverHasJoinedABatchIsAnsweredAlthoughTheOneWhoQueuedGaveUp() throws Exception {
    var queueing = new Thread(() -> {
      try {
        put("gave up");
      } catch (RuntimeException e) {
        Thread.currentThread().interrupt();
      }
    });
    tx.executeWithoutResult(t -> {
      insert("joined", null);
      queueing.start();
      awaitQueue();
      queueing.interrupt();
    });
    assertThat(things()).isGreaterThanOrEqualTo(1);
    queueing.join(TimeUnit.SECONDS.toMillis(10));
    put("after");
  }

  @Test
  void aFailingCommitFailsEverybodyInItAndTheNextOneWorks() throws Exception {
    var first = new CountDownLatch(1);
    var failures = new AtomicInteger();
    try (var pool = Executors.newFixedThreadPool(2)) {
      // holds the turn until the other queues, so that both are in one batch
      Future<?> innocent = pool.submit(() -> failing(failures, () -> tx.executeWithoutResult(t -> {
        insert("innocent", null);
        first.countDown();
        awaitQueue();
      })));
      assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
      Future<?> guilty = pool.submit(() -> failing(failures,
          () -> tx.executeWithoutResult(t -> insert("guilty", 4711L))));
      innocent.get();
      guilty.get();
    }
    assertThat(failures).hasValue(2);
    assertThat(things()).isZero();
    assertThat(writer.failure()).isPresent();
    put("after");
    assertThat(things()).isEqualTo(1);
    assertThat(writer.failure()).isEmpty();
  }

  @Test
  void whenSqliteRollsTheBatchBackByItselfNothingMoreRunsInTheTransaction() {
    assertThatThrownBy(() -> tx.executeWithoutResult(t -> {
      try {
        insert("lost", null);
      } catch (RuntimeException e) {
        // a body that goes on after a database error must not write outside any transaction
        insert("orphan", null);
      }
    })).isInstanceOf(RuntimeException.class);
    assertThat(things()).isZero();
    put("after");
    assertThat(things()).isEqualTo(1);
  }

  @Test
  void aBodyThatSwallowsTheLossIsToldAtItsCommit() {
    assertThatThrownBy(() -> tx.executeWithoutResult(t -> {
      insert("before", null);
      try {
        insert("lost", null);
      } catch (RuntimeException e) {
        Thread.yield();
      }
    })).isInstanceOf(RuntimeException.class);
    assertThat(things()).isZero();
  }

  @Test
  void aTransactionMarkedForRollbackLeavesNothing() {
    tx.executeWithoutResult(t -> {
      insert("rolled back", null);
      t.setRollbackOnly();
    });
    assertThat(things()).isZero();
  }

  @Test
  void aWriterThatIsInterruptedWhileItWaitsHearsTheOutcomeAndStaysInterrupted() throws Exception {
    var interrupted = new AtomicBoolean();
    var thread = new Thread(() -> {
      tx.executeWithoutResult(t -> {
        insert("kept", null);
        Thread.currentThread().interrupt();
      });
      interrupted.set(Thread.currentThread().isInterrupted());
    });
    thread.start();
    thread.join(TimeUnit.SECONDS.toMillis(10));
    assertThat(things()).isEqualTo(1);
    assertThat(interrupted).isTrue();
  }

  @Test
  void nobodyIsAnsweredBeforeTheDiskAndWhoeverComesNextWorksMeanwhile() throws Exception {
    writer.close();
    var begun = new CountDownLatch(1);
    var enough = new CountDownLatch(1);
    LogSync.Disk disk = LogSync.of(connections.log());
    use(connections.open(), Duration.ofSeconds(5), () -> {
      begun.countDown();
      awaitQuietly(enough);
      disk.force();
    });
    try (var pool = Executors.newFixedThreadPool(2)) {
      Future<?> first = pool.submit(() -> put("first"));
      begun.await();
      var worked = new CountDownLatch(1);
      Future<?> second = pool.submit(() -> tx.executeWithoutResult(t -> {
        insert("second", null);
        worked.countDown();
      }));
      worked.await();
      assertThat(first.isDone()).isFalse();
      assertThat(second.isDone()).isFalse();
      Future<?> settled = CompletableFuture.runAsync(writer::settle);
      assertThat(settled.isDone()).as("what may be derived from it waits too").isFalse();
      enough.countDown();
      first.get();
      second.get();
      settled.get();
    }
    assertThat(things()).isEqualTo(2);
  }

  @Test
  void afterTheDiskHasFailedEverybodyIsToldSoUntilTheLogIsEmptied() throws SQLException {
    writer.close();
    var failing = new AtomicInteger(1);
    LogSync.Disk disk = LogSync.of(connections.log());
    use(connections.open(), Duration.ofSeconds(5), () -> {
      if (failing.getAndDecrement() > 0) {
        throw new IOException("as if the disk were gone");
      }
      disk.force();
    });
    assertThatThrownBy(() -> put("perhaps")).hasRootCauseMessage("as if the disk were gone");
    assertThat(writer.failure()).isPresent();
    put("after");
    assertThat(writer.failure()).isEmpty();
    assertThat(things()).as("what was in the log is in the file").isEqualTo(2);
    assertThat(connections.log()).as("begun anew").satisfies(log -> assertThat(Files.size(log)).isLessThan(100_000));
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aSlowBodyIsNamedInTheLog(CapturedOutput log) {
    var named = new TransactionTemplate(manager);
    named.setName("Slow.useCase");
    long until = System.nanoTime() + Duration.ofMillis(60).toNanos();
    named.executeWithoutResult(t -> {
      insert("slow", null);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
    });
    assertThat(log).contains("Slow.useCase held the writer for");
  }

  @Test
  void thousandsOfTransactionsOfManyThreadsKeepExactlyTheAcknowledgedOnes() throws Exception {
    var kept = new AtomicInteger();
    together(32, i -> {
      for (int k = 0; k < 60; k++) {
        int round = k;
        try {
          tx.executeWithoutResult(t -> {
            insert(i + "-" + round, null);
            if (round % 5 == 2) {
              throw new IllegalStateException("changed its mind");
            }
          });
          kept.incrementAndGet();
        } catch (IllegalStateException e) {
          assertThat(e).hasMessage("changed its mind");
        }
      }
    });
    assertThat(things()).isEqualTo(kept.get());
    assertThat(kept).hasValue(32 * 48);
  }

  private void put(String name) {
    tx.executeWithoutResult(t -> insert(name, null));
  }

  private void insert(String name, @Nullable Long parent) {
    db.sql("insert into thing (name, parent) values (?, ?)").param(name).param(parent).update();
  }

  private int things() {
    return JdbcClient.create(connections.plain()).sql("select count(*) from thing").query(Integer.class).single();
  }

  private static void failing(AtomicInteger failures, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failures.incrementAndGet();
    }
  }

  private void awaitQueue() {
    while (writer.queued() < 1) {
      Thread.onSpinWait();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @FunctionalInterface
  private interface Work {
    void run(int number);
  }

  private static void together(int threads, Work work) throws Exception {
    var start = new CyclicBarrier(threads);
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        all.add(pool.submit(() -> {
          start.await();
          work.run(number);
          return null;
        }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }
}
