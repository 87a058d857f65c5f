package com.candylake.change;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where use cases say what they did. It is written at the end of their transaction, in it: what followed from a write
 * can always be found from the write, and a write that was rolled back leaves no trace.
 */
@Component
public class Changes {
  private final ChangeStore store;
  private final Clock clock;
  private final ChangeSignal signal;
  private final ObjectProvider<CommitListener> listeners;

  Changes(ChangeStore store, Clock clock, ChangeSignal signal, ObjectProvider<CommitListener> listeners) {
    this.store = store;
    this.clock = clock;
    this.signal = signal;
    this.listeners = listeners;
  }

  /** @throws IllegalStateException outside a transaction */
  public void item(Change.Kind kind, long item, @Nullable Long root, @Nullable Long member, @Nullable Long channel) {
    add(new Pending(kind, item, root, member, channel));
  }

  /** @throws IllegalStateException outside a transaction */
  public void member(long member) {
    add(new Pending(Change.Kind.MEMBER, null, null, member, null));
  }

  /**
   * @param member null: more than are worth naming
   * @throws IllegalStateException outside a transaction
   */
  public void told(@Nullable Long member) {
    add(new Pending(Change.Kind.TOLD, null, null, member, null));
  }

  /** @throws IllegalStateException outside a transaction */
  public void channel(long channel) {
    add(new Pending(Change.Kind.CHANNEL, null, null, null, channel));
  }

  /** @throws IllegalStateException outside a transaction */
  public void setting() {
    add(new Pending(Change.Kind.SETTING, null, null, null, null));
  }

  record Pending(Change.Kind kind, @Nullable Long item, @Nullable Long root, @Nullable Long member,
      @Nullable Long channel) {
    Change at(long seq, Instant time) {
      return new Change(seq, time, kind, item, root, member, channel);
    }
  }

  private void add(Pending change) {
    Unit unit = (Unit) TransactionSynchronizationManager.getResource(this);
    if (unit == null) {
      unit = new Unit();
      TransactionSynchronizationManager.registerSynchronization(unit);
      TransactionSynchronizationManager.bindResource(this, unit);
    }
    unit.pending.add(change);
  }

  /** The changes of one transaction. */
  private final class Unit implements TransactionSynchronization, Ordered {
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Object, Integer> sizes = new HashMap<>();
    private List<Change> written = List.of();

    @Override
    public int getOrder() {
      // last, so that no other work is done while the head is held
      return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(Changes.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(Changes.this, this);
    }

    @Override
    public void savepoint(Object savepoint) {
      sizes.put(savepoint, pending.size());
    }

    @Override
    public void savepointRollback(Object savepoint) {
      int size = sizes.getOrDefault(savepoint, 0);
      pending.subList(size, pending.size()).clear();
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      if (!pending.isEmpty()) {
        Instant now = clock.instant();
        long first = store.append(now, pending);
        written = IntStream.range(0, pending.size()).mapToObj(i -> pending.get(i).at(first + i, now)).toList();
      }
    }

    @Override
    public void afterCommit() {
      listeners.forEach(l -> l.committed(written));
      signal.raise();
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(Changes.this);
    }
  }
}
