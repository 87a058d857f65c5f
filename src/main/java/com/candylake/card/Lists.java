package com.candylake.card;

import com.candylake.base.Key;
import com.candylake.base.Page;
import com.candylake.base.Reads;
import com.candylake.cache.Shown;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists of items, newest or hottest first. A page of any length costs two queries. */
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
  public Page<Card> page(Viewer viewer, Reads reads, ListQuery list, @Nullable Key after, int size) {
    Guard.require(viewer, Act.BROWSE);
    Shown.list(list.channel(), list.author());
    return cards(viewer, reads, distinct(store.places(list, reads, after, true, size + 1)), size);
  }

  /** What the viewer keeps, kept last first, in whatever language it is; two queries. */
  @Transactional(readOnly = true)
  public Page<Card> favourites(Viewer viewer, Reads reads, @Nullable Key after, int size) {
    Guard.require(viewer, Act.KEEP_LISTS);
    return cards(viewer, reads, store.favourites(Objects.requireNonNull(viewer.member()), after, size + 1), size);
  }

  /** All that the viewer has written, newest first; one query. */
  @Transactional(readOnly = true)
  public Page<OwnItem> own(Viewer viewer, @Nullable Key after, int size) {
    Guard.require(viewer, Act.KEEP_LISTS);
    List<OwnItem> items = store.own(Objects.requireNonNull(viewer.member()), after, size + 1);
    List<OwnItem> shown = items.subList(0, Math.min(size, items.size()));
    return new Page<>(shown, items.size() > size
        ? new Key(shown.getLast().publishedAt().toEpochMilli(), shown.getLast().id()) : null);
  }

  /** What the viewer has done to an item that they see; one query for a member, none for anybody else. */
  @Transactional(readOnly = true)
  public Mark mark(Viewer viewer, Item item) {
    Guard.require(viewer, Act.READ, item.facts());
    return viewer.member() == null ? Mark.NONE : store.mark(item.id(), viewer.member());
  }

  /** What stands before and after an item in a list; either may be missing. */
  public record Neighbours(@Nullable Card newer, @Nullable Card older) {}

  /** Three queries; by time, whatever the order of the list. */
  @Transactional(readOnly = true)
  public Neighbours around(Viewer viewer, Reads reads, ListQuery list, Instant publishedAt, long item) {
    Guard.require(viewer, Act.BROWSE);
    Key here = new Key(publishedAt.toEpochMilli(), item);
    ListQuery byTime = list.by(Sort.LATEST);
    Long newer = first(store.places(byTime, reads, here, false, 1));
    Long older = first(store.places(byTime, reads, here, true, 1));
    List<Card> both = cards.of(viewer, Stream.of(newer, older).filter(Objects::nonNull).toList(), reads, null);
    return new Neighbours(card(both, newer), card(both, older));
  }

  /** @param places one more than fit, if there are as many */
  private Page<Card> cards(Viewer viewer, Reads reads, List<CardStore.Place> places, int size) {
    List<CardStore.Place> shown = places.subList(0, Math.min(size, places.size()));
    Key next = places.size() > size ? new Key(shown.getLast().at(), shown.getLast().item()) : null;
    return new Page<>(cards.of(viewer, shown.stream().map(CardStore.Place::item).toList(), reads, null), next);
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
