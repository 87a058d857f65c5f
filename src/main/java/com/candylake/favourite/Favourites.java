package com.candylake.favourite;

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

/** What members keep to find again. Asking twice for the same succeeds and changes nothing. */
@Service
public class Favourites {
  private final FavouriteStore store;
  private final Items items;
  private final Counters counters;
  private final Clock clock;

  Favourites(FavouriteStore store, Items items, Counters counters, Clock clock) {
    this.store = store;
    this.items = items;
    this.counters = counters;
    this.clock = clock;
  }

  @Transactional
  public void add(Viewer viewer, long id) {
    Item item = items.visibleTo(viewer, id);
    Guard.require(viewer, Act.FAVOURITE, item.facts());
    if (store.insert(id, Objects.requireNonNull(viewer.member()), clock.instant())) {
      counters.favourites(item, 1);
    }
  }

  @Transactional
  public void remove(Viewer viewer, long id) {
    Item item = items.visibleTo(viewer, id);
    Guard.require(viewer, Act.FAVOURITE, item.facts());
    if (store.delete(id, Objects.requireNonNull(viewer.member()))) {
      counters.favourites(item, -1);
    }
  }
}
