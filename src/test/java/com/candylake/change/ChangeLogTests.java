package com.candylake.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.testkit.PlatformTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class ChangeLogTests extends PlatformTest {
  @Autowired private Changes changes;
  @Autowired private ChangeLog log;
  @Autowired private ChangeTail tail;
  @Autowired private PlatformTransactionManager manager;

  @Test
  void underConcurrentWritersTheNumbersHaveNoGapsAndAReaderMissesNothing() throws Exception {
    ChangeLog.Position start = log.head();
    var tx = new TransactionTemplate(manager);
    var seen = new ArrayList<Change>();
    try (var pool = Executors.newFixedThreadPool(17)) {
      var writers = new ArrayList<Future<?>>();
      for (int w = 0; w < 16; w++) {
        int writer = w;
        writers.add(pool.submit(() -> {
          for (int i = 0; i < 25; i++) {
            int round = i;
            try {
              tx.executeWithoutResult(t -> {
                changes.item(Change.Kind.COUNTED, 1_000_000L + writer, null, (long) round, null);
                if (round % 3 == 0) {
                  changes.item(Change.Kind.EDITED, 1_000_000L + writer, null, (long) round, null);
                }
                if (round % 5 == 4) {
                  throw new IllegalStateException("changed its mind");
                }
              });
            } catch (IllegalStateException e) {
              assertThat(e).hasMessage("changed its mind");
            }
          }
        }));
      }
      // reads while they write: what is not seen now must never appear below what was seen
      ChangeLog.Position at = start;
      while (!writers.stream().allMatch(Future::isDone)) {
        at = read(at, seen);
      }
      for (Future<?> each : writers) {
        each.get();
      }
      read(read(at, seen), seen);
    }
    List<Long> numbers = seen.stream().map(Change::seq).toList();
    assertThat(numbers).containsExactlyElementsOf(
        LongStream.rangeClosed(start.seq() + 1, start.seq() + numbers.size()).boxed().toList());
    long mine = seen.stream().filter(c -> c.item() != null && c.item() >= 1_000_000L && c.item() < 1_000_016L).count();
    // 20 of 25 are kept; of those the rounds 0 3 6 12 15 18 21 write a second change
    assertThat(mine).isEqualTo(16 * (20 + 7));
  }

  @Test
  void whatIsRolledBackLeavesNoChangeAndNoGap() {
    ChangeLog.Position before = log.head();
    var tx = new TransactionTemplate(manager);
    assertThatThrownBy(() -> tx.executeWithoutResult(t -> {
      changes.setting();
      throw new IllegalStateException();
    })).isInstanceOf(IllegalStateException.class);
    tx.executeWithoutResult(t -> changes.setting());
    assertThat(log.after(before).changes()).extracting(Change::seq).containsExactly(before.seq() + 1);
  }

  @Test
  void aNestedTransactionThatIsRolledBackTakesItsChangesAlong() {
    ChangeLog.Position before = log.head();
    var nested = new TransactionTemplate(manager);
    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    new TransactionTemplate(manager).executeWithoutResult(t -> {
      changes.member(1);
      assertThatThrownBy(() -> nested.executeWithoutResult(n -> {
        changes.member(2);
        throw new IllegalStateException();
      })).isInstanceOf(IllegalStateException.class);
      changes.member(3);
    });
    assertThat(log.after(before).changes()).extracting(Change::member).containsExactly(1L, 3L);
  }

  @Test
  void aChangeOutsideATransactionIsRefused() {
    assertThatThrownBy(() -> changes.setting()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPositionOfAnotherLogOrFromTheFutureIsBroken() {
    ChangeLog.Position head = log.head();
    assertThat(log.after(new ChangeLog.Position("another", 0)).broken()).isTrue();
    assertThat(log.after(new ChangeLog.Position(head.epoch(), head.seq() + 1)).broken()).isTrue();
    assertThat(log.after(null).end()).isEqualTo(head);
  }

  @Test
  void theTailTellsListenersInOrderAndSoonAfterTheCommit() throws Exception {
    var told = new ConcurrentLinkedQueue<Long>();
    var done = new CountDownLatch(1);
    var listener = new ChangeListener() {
      @Override
      public void rebuild() {}

      @Override
      public void apply(List<Change> news) {
        news.forEach(c -> told.add(c.seq()));
        if (news.stream().anyMatch(c -> c.channel() != null && c.channel() == 777_777L)) {
          done.countDown();
        }
      }
    };
    tail.listen(listener);
    try {
      var tx = new TransactionTemplate(manager);
      for (int i = 0; i < 20; i++) {
        tx.executeWithoutResult(t -> changes.member(5));
      }
      tx.executeWithoutResult(t -> changes.channel(777_777L));
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(List.copyOf(told)).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(21);
    } finally {
      tail.forget(listener);
    }
  }

  private ChangeLog.Position read(ChangeLog.Position from, List<Change> into) {
    ChangeLog.News news = log.after(from);
    into.addAll(news.changes());
    return news.end();
  }
}
