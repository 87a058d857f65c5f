package com.candylake.favourite;

import com.candylake.form.FormKeys;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.item.Counters;
import com.candylake.item.Item;
import com.candylake.item.Items;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What members keep to find again. Asking twice for the same succeeds and changes nothing. */
@Service
public class Favourites {
  private final FavouriteStore store;
  private final Items items;
  private final Counters counters;
  private final FormKeys forms;
  private final Clock clock;

  Favourites(FavouriteStore store, Items items, Counters counters, FormKeys forms, Clock clock) {
    this.store = store;
    this.items = items;
    this.counters = counters;
    this.forms = forms;
    this.clock = clock;
  }

  /**
   * The button was pressed: the item is added, or removed if it was there. Nothing happens if the page showed something
   * else than there is by now, or if this form was sent before.
   *
   * @param shown whether the page showed it as a favourite; null: the caller does not say
   */
  @Transactional
  public void press(Viewer viewer, long id, @Nullable Boolean shown, String formKey) {
    Item item = keepable(viewer, id);
    long member = Objects.requireNonNull(viewer.member());
    forms.once(viewer, formKey, "favourite-" + id, () -> {
      boolean now = store.has(id, member);
      if (shown == null || shown == now) {
        if (now) {
          remove(item, member);
        } else {
          add(item, member);
        }
      }
      return "";
    });
  }

  @Transactional
  public void add(Viewer viewer, long id) {
    add(keepable(viewer, id), Objects.requireNonNull(viewer.member()));
  }

  @Transactional
  public void remove(Viewer viewer, long id) {
    remove(keepable(viewer, id), Objects.requireNonNull(viewer.member()));
  }

  private Item keepable(Viewer viewer, long id) {
    Item item = items.visibleTo(viewer, id);
    Guard.require(viewer, Act.FAVOURITE, item.facts());
    return item;
  }

  private void add(Item item, long member) {
    if (store.insert(item.id(), member, clock.instant())) {
      counters.favourites(item, 1);
    }
  }

  private void remove(Item item, long member) {
    if (store.delete(item.id(), member)) {
      counters.favourites(item, -1);
    }
  }
}
