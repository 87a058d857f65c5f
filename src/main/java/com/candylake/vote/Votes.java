package com.candylake.vote;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.item.Counters;
import com.candylake.item.Item;
import com.candylake.item.Items;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Support and oppose. Asking twice for the same succeeds and changes nothing. */
@Service
public class Votes {
  private final VoteStore store;
  private final Items items;
  private final Counters counters;
  private final Clock clock;

  Votes(VoteStore store, Items items, Counters counters, Clock clock) {
    this.store = store;
    this.items = items;
    this.counters = counters;
    this.clock = clock;
  }

  /** The viewer's vote becomes this one, whatever it was. */
  @Transactional
  public void cast(Viewer viewer, long id, Vote vote) {
    Item item = items.visibleTo(viewer, id);
    Guard.require(viewer, Act.VOTE, item.facts());
    long member = Objects.requireNonNull(viewer.member());
    if (store.insert(id, member, vote, clock.instant())) {
      counters.votes(item, vote == Vote.SUPPORT ? 1 : 0, vote == Vote.OPPOSE ? 1 : 0);
    } else if (store.turn(id, member, vote, clock.instant())) {
      // after the insert, which waits for the same member's other request if that is under way
      counters.votes(item, vote.value(), -vote.value());
    }
  }

  /** The viewer has no vote on it any more. */
  @Transactional
  public void undo(Viewer viewer, long id) {
    Item item = items.visibleTo(viewer, id);
    Guard.require(viewer, Act.VOTE, item.facts());
    store.delete(id, Objects.requireNonNull(viewer.member()))
        .ifPresent(was -> counters.votes(item, was == Vote.SUPPORT ? -1 : 0, was == Vote.OPPOSE ? -1 : 0));
  }
}
