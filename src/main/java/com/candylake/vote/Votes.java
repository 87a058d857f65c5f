package com.candylake.vote;

import com.candylake.form.FormKeys;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.item.Counters;
import com.candylake.item.Item;
import com.candylake.item.Items;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Support and oppose. Asking twice for the same succeeds and changes nothing. */
@Service
public class Votes {
  private final VoteStore store;
  private final Items items;
  private final Counters counters;
  private final FormKeys forms;
  private final Clock clock;

  Votes(VoteStore store, Items items, Counters counters, FormKeys forms, Clock clock) {
    this.store = store;
    this.items = items;
    this.counters = counters;
    this.forms = forms;
    this.clock = clock;
  }

  /**
   * A button was pressed: the vote is cast, or undone if it stood. Nothing happens if the page showed another vote than
   * there is by now, or if this form was sent before.
   *
   * @param shown what the page showed of the viewer's vote; null: the caller does not say
   */
  @Transactional
  public void press(Viewer viewer, long id, Vote vote, @Nullable Optional<Vote> shown, String formKey) {
    Item item = votable(viewer, id);
    long member = Objects.requireNonNull(viewer.member());
    forms.once(viewer, formKey, "vote-" + id + "-" + vote, () -> {
      Optional<Vote> now = store.find(id, member);
      if (shown == null || shown.equals(now)) {
        if (now.equals(Optional.of(vote))) {
          undo(item, member);
        } else {
          cast(item, member, vote);
        }
      }
      return "";
    });
  }

  /** The viewer's vote becomes this one, whatever it was. */
  @Transactional
  public void cast(Viewer viewer, long id, Vote vote) {
    cast(votable(viewer, id), Objects.requireNonNull(viewer.member()), vote);
  }

  /** The viewer has no vote on it any more. */
  @Transactional
  public void undo(Viewer viewer, long id) {
    undo(votable(viewer, id), Objects.requireNonNull(viewer.member()));
  }

  private Item votable(Viewer viewer, long id) {
    Item item = items.visibleTo(viewer, id);
    Guard.require(viewer, Act.VOTE, item.facts());
    return item;
  }

  private void cast(Item item, long member, Vote vote) {
    if (store.insert(item.id(), member, vote, clock.instant())) {
      counters.votes(item, vote == Vote.SUPPORT ? 1 : 0, vote == Vote.OPPOSE ? 1 : 0);
    } else if (store.turn(item.id(), member, vote, clock.instant())) {
      // after the insert, which waits for the same member's other request if that is under way
      counters.votes(item, vote.value(), -vote.value());
    }
  }

  private void undo(Item item, long member) {
    store.delete(item.id(), member)
        .ifPresent(was -> counters.votes(item, was == Vote.SUPPORT ? -1 : 0, was == Vote.OPPOSE ? -1 : 0));
  }
}
