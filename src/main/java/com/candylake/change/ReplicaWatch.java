package com.candylake.change;

import com.candylake.database.Readers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Says when pages may be read from the replica: while it answers, is a few seconds behind at the most, and has all that
 * has ended the visibility of something. From the moment that this node is told of such a change, before it says so to anybody,
 * pages are read from the primary until the replica has it too (ADR 26).
 */
@Component
@ConditionalOnWebApplication
class ReplicaWatch implements ChangeListener, CommitListener, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaWatch.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** Half of what the cookie of whoever has written lasts: whatever they wrote is there when it ends. */
  private static final Duration MOST_BEHIND = Duration.ofSeconds(5);

  private final Readers readers;
  private final ChangeLog log;
  private ChangeLog.@Nullable Position told;
  private long toldAt;
  /** The last change that ended the visibility of something. */
  private long needed;
  private long reached = -1;
  /** What the replica did not have when it was first found behind, and when that was. */
  private ChangeLog.@Nullable Position missing;
  private long missingSince;
  private @Nullable String trouble;
  private volatile @Nullable Thread thread;

  ReplicaWatch(Readers readers, ChangeLog log) {
    this.readers = readers;
    this.log = log;
  }

  /** What happened meanwhile is not known, or the log is another one. */
  @Override
  public synchronized void rebuild() {
    told = null;
    missing = null;
    readers.withhold();
  }

  @Override
  public void apply(List<Change> changes) {
    committed(changes);
  }

  @Override
  public synchronized void committed(List<Change> changes) {
    changes.stream().filter(c -> c.kind() == Change.Kind.VISIBILITY).mapToLong(Change::seq).max()
        .ifPresent(seq -> needed = Math.max(needed, seq));
    if (reached < needed) {
      readers.withhold();
    }
  }

  @Override
  public synchronized void reached(ChangeLog.Position position) {
    if (told == null) {
      needed = position.seq();
    }
    told = position;
    toldAt = System.nanoTime();
    if (reached < position.seq()) {
      notifyAll();
    }
  }

  @Override
  public void start() {
    if (readers.hasReplica()) {
      Thread watch = Thread.ofPlatform().name("replica-watch").daemon().unstarted(this::run);
      thread = watch;
      watch.start();
    }
  }

  private void run() {
    while (thread == Thread.currentThread()) {
      try {
        // what is said of it is as of before it was asked: the process may be frozen in between
        long asked = System.nanoTime();
        String found;
        try {
          found = settle(readers.onReplica(log::head), asked);
        } catch (RuntimeException e) {
          readers.withhold();
          found = "does not answer: " + e;
        }
        if (thread == Thread.currentThread()) {
          tell(found);
          pause();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** @return what is wrong with it for longer than a moment; null: nothing */
  private synchronized @Nullable String settle(ChangeLog.Position there, long asked) {
    reached = there.seq();
    ChangeLog.Position known = told;
    if (known == null) {
      return null;
    }
    if (!there.epoch().equals(known.epoch())) {
      readers.withhold();
      return "is of another database";
    }
    if (missing == null || there.seq() >= missing.seq()) {
      missing = there.seq() < known.seq() ? known : null;
      missingSince = asked;
    }
    boolean late = missing != null && asked - missingSince > MOST_BEHIND.toNanos();
    if (late || there.seq() < needed) {
      readers.withhold();
    } else {
      readers.lend(there.seq(), asked - toldAt < 0 ? asked : toldAt);
    }
    return late ? "is more than " + MOST_BEHIND.toSeconds() + " s behind" : null;
  }

  private void tell(@Nullable String found) {
    if (found != null && trouble == null) {
      LOG.warn("the replica {}; pages are read from the primary", found);
    } else if (found == null && trouble != null) {
      LOG.info("the replica is near again");
    }
    trouble = found;
  }

  private synchronized void pause() throws InterruptedException {
    ChangeLog.Position known = told;
    boolean behind = known == null || reached < known.seq();
    wait((behind && trouble == null ? LOOK_AGAIN : LOOK).toMillis());
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
