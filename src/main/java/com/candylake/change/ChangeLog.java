package com.candylake.change;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the change log, and keeps it from growing for ever. */
@Service
public class ChangeLog {
  private static final int MOST = 1_000;
  private static final Duration KEPT = Duration.ofDays(14);

  /** Deleted in one transaction: on SQLite some 10 ms in which nobody else writes. */
  private static final int BATCH = 5_000;

  private final ChangeStore store;
  private final Clock clock;

  ChangeLog(ChangeStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * How far somebody has read.
   *
   * @param epoch which log; another one after a restore or a move
   */
  public record Position(String epoch, long seq) {}

  /**
   * What follows a position.
   *
   * @param broken whether what follows is not known: another log, or one that no longer reaches back
   * @param end the position after these changes
   */
  public record News(boolean broken, List<Change> changes, Position end) {}

  @Transactional(readOnly = true)
  public Position head() {
    ChangeStore.Head head = store.head();
    return new Position(head.epoch(), head.seq());
  }

  /** At most 1,000 changes after a position; from null, none, and the end is the head. */
  @Transactional(readOnly = true)
  public News after(@Nullable Position position) {
    ChangeStore.Head head = store.head();
    Position end = new Position(head.epoch(), head.seq());
    if (position == null || !position.epoch().equals(head.epoch()) || position.seq() > head.seq()) {
      return new News(true, List.of(), end);
    }
    List<Change> changes = store.after(position.seq(), MOST);
    // the numbers have no gaps: where the next one is missing, it has been pruned
    long next = changes.isEmpty() ? head.seq() + 1 : changes.getFirst().seq();
    if (next != position.seq() + 1) {
      return new News(true, List.of(), end);
    }
    return new News(false, changes,
        changes.isEmpty() ? position : new Position(head.epoch(), changes.getLast().seq()));
  }

  /**
   * Deletes what is older than 14 days, at most 5,000 changes at a time; whoever had not read them is told so by
   * {@link #after}.
   *
   * @return whether there may be more
   */
  @Transactional
  public boolean prune(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    return store.prune(clock.instant().minus(KEPT), BATCH) == BATCH;
  }
}
