package com.candylake.item;

import com.candylake.base.Refusal;
import com.candylake.change.Change;
import com.candylake.change.Changes;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether counters and lists say what the rows say that they are made from; and making it so. */
@Service
public class Recounts {
  private final RecountStore counts;
  private final ListingStore listings;
  private final ItemStore items;
  private final Changes changes;

  Recounts(RecountStore counts, ListingStore listings, ItemStore items, Changes changes) {
    this.counts = counts;
    this.listings = listings;
    this.items = items;
    this.changes = changes;
  }

  /** An item with something wrong, in words for the operator. */
  public record Wrong(long item, String what) {}

  /** The greatest id that an item has. */
  @Transactional(readOnly = true)
  public long last(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    return counts.last();
  }

  /** What is wrong with the items whose ids are greater than one and not greater than the other. */
  @Transactional(readOnly = true)
  public List<Wrong> wrong(Viewer viewer, long after, long last) {
    Guard.require(viewer, Act.ADMINISTER);
    var wrong = new ArrayList<Wrong>();
    for (RecountStore.Row row : counts.wrong(after, last)) {
      wrong.add(new Wrong(row.item(), row.kept().equals(row.counted())
          ? "hot is " + row.hot() + " instead of " + row.hotShouldBe()
          : row.kept().insteadOf(row.counted())));
    }
    for (ListingStore.Wrong row : listings.wrong(after, last)) {
      wrong.add(new Wrong(row.item(), "its row in lists for " + row.lang()
          + (row.due() && row.there() ? " is wrong" : row.due() ? " is missing" : " should not be there")));
    }
    return wrong;
  }

  /** Counts an item anew and writes its rows in lists anew. */
  @Transactional
  public void repair(Viewer viewer, long item) {
    Guard.require(viewer, Act.ADMINISTER);
    // first the lock, then the look: whoever has changed what is counted has moved the counter too, or waits to
    items.lock(item);
    ItemStore.Row row = items.find(item).orElseThrow(Refusal::notFound);
    ItemFacts facts = row.facts();
    counts.put(item);
    listings.refresh(item);
    changes.item(Change.Kind.VISIBILITY, item, row.root(), facts.author(), facts.channel());
    changes.item(Change.Kind.COUNTED, item, row.root(), facts.author(), null);
  }
}
