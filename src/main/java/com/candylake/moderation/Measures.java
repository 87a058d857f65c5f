package com.candylake.moderation;

import com.candylake.base.Refusal;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Restriction;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.text.InputGate;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opening and ending what restricts an item: the only way in which a restriction comes and goes. */
@Service
public class Measures {
  private final MeasureStore store;
  private final Items items;
  private final Clock clock;

  Measures(MeasureStore store, Items items, Clock clock) {
    this.store = store;
    this.items = items;
    this.clock = clock;
  }

  /**
   * Restricts an item; the strongest open measure is in force.
   *
   * @param ground the rule or law that it rests on, 1 to 200 characters
   * @param explanation why, for the author, 1 to 2,000 characters
   * @return the measure's id
   */
  @Transactional
  public long open(Viewer viewer, long id, Restriction restriction, String ground, String explanation) {
    String cleanGround = InputGate.line("ground", ground, 1, 200);
    String cleanExplanation = InputGate.text("explanation", explanation, 1, 2_000);
    Item item = items.held(viewer, id);
    Guard.require(viewer, Act.MEASURE, item.facts());
    if (restriction == Restriction.NONE) {
      throw Refusal.invalid("restriction", "input.missing");
    }
    long reasons = store.insertReasons(cleanGround, cleanExplanation, clock.instant());
    long measure = store.open(id, restriction, reasons, viewer.member(), clock.instant());
    recompute(item);
    return measure;
  }

  /** Ends a measure; what the others still open amount to stays in force. */
  @Transactional
  public void end(Viewer viewer, long measure) {
    Item item = items.held(viewer, store.item(measure).orElseThrow(Refusal::notFound));
    Guard.require(viewer, Act.MEASURE, item.facts());
    if (store.end(measure, clock.instant())) {
      recompute(item);
    }
  }

  private void recompute(Item item) {
    MeasureStore.Force force = store.strongest(item.id());
    items.restrict(item, Restriction.of(force.restriction()), force.reasons());
  }
}
