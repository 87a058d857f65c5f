package com.candylake.item;

import com.candylake.change.Change;
import com.candylake.change.Changes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Moves an item's counters inside the transaction of whoever changed the rows that they count. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Counters {
  private final CounterStore store;
  private final ListingStore listings;
  private final Changes changes;

  Counters(CounterStore store, ListingStore listings, Changes changes) {
    this.store = store;
    this.listings = listings;
    this.changes = changes;
  }

  /** @param support how many more than before; negative for fewer; likewise {@code oppose} */
  public void votes(Item item, int support, int oppose) {
    add(item.id(), item.root(), support, oppose, 0, 0);
  }

  public void favourites(Item item, int more) {
    add(item.id(), item.root(), 0, 0, 0, more);
  }

  /**
   * @param root what the replies stand under
   * @return how many there are now
   */
  long replies(long root, int more) {
    return add(root, null, 0, 0, more, 0).replies();
  }

  private CounterStore.Moved add(long item, @Nullable Long root, int support, int oppose, int replies, int favourites) {
    CounterStore.Moved moved = store.add(item, support, oppose, replies, favourites);
    listings.hot(item, moved.hot());
    changes.item(Change.Kind.COUNTED, item, root, moved.author(), null);
    return moved;
  }
}
