package com.candylake.card;

import com.candylake.base.Key;
import com.candylake.base.Page;
import com.candylake.base.Reads;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists of items, newest first. A page of any length costs two queries. */
@Service
public class Lists {
  private final CardStore store;
  private final Cards cards;

  Lists(CardStore store, Cards cards) {
    this.store = store;
    this.cards = cards;
  }

  /** @param size how many cards at the most */
  @Transactional(readOnly = true)
  public Page<Card> newest(Viewer viewer, Reads reads, ListQuery list, @Nullable Key after, int size) {
    Guard.require(viewer, Act.BROWSE);
    List<CardStore.Place> places = distinct(store.places(list, reads, after, true, size + 1));
    List<CardStore.Place> shown = places.subList(0, Math.min(size, places.size()));
    Key next = places.size() > size ? new Key(shown.getLast().at(), shown.getLast().item()) : null;
    return new Page<>(cards.of(shown.stream().map(CardStore.Place::item).toList(), reads), next);
  }

  /** What stands before and after an item in a list; either may be missing. */
  public record Neighbours(@Nullable Card newer, @Nullable Card older) {}

  @Transactional(readOnly = true)
  public Neighbours around(Viewer viewer, Reads reads, ListQuery list, Instant publishedAt, long item) {
    Guard.require(viewer, Act.BROWSE);
    Key here = new Key(publishedAt.toEpochMilli(), item);
    List<Card> newer = cards.of(first(store.places(list, reads, here, false, 1)), reads);
    List<Card> older = cards.of(first(store.places(list, reads, here, true, 1)), reads);
    return new Neighbours(newer.isEmpty() ? null : newer.getFirst(), older.isEmpty() ? null : older.getFirst());
  }

  private static List<Long> first(List<CardStore.Place> places) {
    return places.stream().map(CardStore.Place::item).limit(1).toList();
  }

  private static List<CardStore.Place> distinct(List<CardStore.Place> places) {
    var seen = new LinkedHashMap<Long, CardStore.Place>();
    places.forEach(p -> seen.putIfAbsent(p.item(), p));
    return List.copyOf(seen.values());
  }
}
