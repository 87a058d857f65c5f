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
import java.util.Objects;
import java.util.stream.Stream;
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

  /** Three queries. */
  @Transactional(readOnly = true)
  public Neighbours around(Viewer viewer, Reads reads, ListQuery list, Instant publishedAt, long item) {
    Guard.require(viewer, Act.BROWSE);
    Key here = new Key(publishedAt.toEpochMilli(), item);
    Long newer = first(store.places(list, reads, here, false, 1));
    Long older = first(store.places(list, reads, here, true, 1));
    List<Card> both = cards.of(Stream.of(newer, older).filter(Objects::nonNull).toList(), reads);
    return new Neighbours(card(both, newer), card(both, older));
  }

  private static @Nullable Long first(List<CardStore.Place> places) {
    return places.isEmpty() ? null : places.getFirst().item();
  }

  private static @Nullable Card card(List<Card> cards, @Nullable Long id) {
    return cards.stream().filter(c -> id != null && c.id() == id).findFirst().orElse(null);
  }

  private static List<CardStore.Place> distinct(List<CardStore.Place> places) {
    var seen = new LinkedHashMap<Long, CardStore.Place>();
    places.forEach(p -> seen.putIfAbsent(p.item(), p));
    return List.copyOf(seen.values());
  }
}
