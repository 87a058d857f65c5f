package com.candylake.change;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the change log. */
@Service
public class ChangeLog {
  private static final int MOST = 1_000;
  private final ChangeStore store;

  ChangeLog(ChangeStore store) {
    this.store = store;
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
    if (position == null || !position.epoch().equals(head.epoch()) || store.oldest() > position.seq() + 1
        || position.seq() > head.seq()) {
      return new News(true, List.of(), end);
    }
    List<Change> changes = store.after(position.seq(), MOST);
    return new News(false, changes,
        changes.isEmpty() ? position : new Position(head.epoch(), changes.getLast().seq()));
  }
}
