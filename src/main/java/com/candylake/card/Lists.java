package com.candylake.card;

import com.candylake.base.Key;
import com.candylake.base.Page;
import com.candylake.base.Reads;
import com.candylake.cache.Content;
import com.candylake.cache.PageCache;
import com.candylake.cache.Shown;
import com.candylake.follow.Subject;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists of items, newest or hottest first, and what stands around an item: two queries, however many lists and cards.
 */
@Service
public class Lists {
  private final CardStore store;
  private final Cards cards;
  private final PageCache cache;

  Lists(CardStore store, Cards cards, PageCache cache) {
    this.store = store;
    this.cards = cards;
    this.cache = cache;
  }

  /**
   * Two queries; for a member one, or three if it is not kept.
   *
   * @param size how many cards at the most
   */
  @Transactional(readOnly = true)
  public Page<Card> page(Viewer viewer, Reads reads, ListQuery list, @Nullable Key after, int size) {
    return pages(viewer, reads, null, new Stretch(list, after, size)).pages().getFirst();
  }

  /** @param followed whether the viewer follows what they are about */
  public record Leaves(List<Page<Card>> pages, boolean followed) {}

  /**
   * A part of a list.
   *
   * @param after where it goes on; null: at its beginning
   * @param size how many cards at the most
   */
  public record Stretch(ListQuery list, @Nullable Key after, int size) {
    private CardStore.Ask ask() {
      return new CardStore.Ask(list, after, true, size + 1);
    }
  }

  /** What lists are asked for, and what there is of them: the same whoever asks. */
  private record Asked(Reads reads, List<Stretch> stretches) {}

  private record Shelves(List<Page<Card>> pages) implements Content {
    @Override
    public boolean isForAll() {
      return true;
    }

    @Override
    public int weight() {
      return pages.stream().flatMap(p -> p.items().stream()).mapToInt(Card::weight).sum();
    }
  }

  /**
   * Several lists that stand on the same page; two queries, for a member one, or three if they are not kept.
   *
   * @param about what the page is about, if that can be followed
   */
  @Transactional(readOnly = true)
  public Leaves pages(Viewer viewer, Reads reads, @Nullable Subject about, Stretch... stretches) {
    Guard.require(viewer, Act.BROWSE);
    var asked = new Asked(reads, List.of(stretches));
    List<Page<Card>> pages = cache.content(viewer, asked, Shelves.class, () -> shelves(asked)).pages;
    Marks mine = marks(viewer, pages.stream().flatMap(p -> p.items().stream()), about);
    return new Leaves(pages.stream().map(mine::on).toList(), mine.follows());
  }

  private Shelves shelves(Asked asked) {
    List<Stretch> stretches = asked.stretches;
    for (Stretch stretch : stretches) {
      Shown.list(stretch.list.channel(), stretch.list.author());
    }
    List<List<CardStore.Place>> places = store.places(asked.reads, stretches.stream().map(Stretch::ask).toList());
    List<Page<CardStore.Place>> shown = IntStream.range(0, stretches.size())
        .mapToObj(i -> page(places.get(i), stretches.get(i).size)).toList();
    Map<Long, Card> found = cards.of(ids(shown.stream().map(Page::items)), asked.reads);
    return new Shelves(shown.stream().map(p -> new Page<>(cards(found, p.items()), p.next())).toList());
  }

  /**
   * The beginning of a list that stands beside many pages: no query, or two if it has changed. It is asked for before anything
   * else in a transaction, because it is kept as of then.
   */
  @Transactional(readOnly = true)
  public List<Card> beside(Viewer viewer, Reads reads, ListQuery list, int size) {
    Guard.require(viewer, Act.BROWSE);
    var asked = new Asked(reads, List.of(new Stretch(list, null, size)));
    return cache.part(asked, Shelves.class, () -> shelves(asked)).pages.getFirst().items();
  }

  /** What the viewer keeps, kept last first, in whatever language it is; three queries. */
  @Transactional(readOnly = true)
  public Page<Card> favourites(Viewer viewer, Reads reads, @Nullable Key after, int size) {
    Guard.require(viewer, Act.KEEP_LISTS);
    Page<CardStore.Place> shown = page(store.favourites(Objects.requireNonNull(viewer.member()), after, size + 1), size);
    List<Card> kept = cards(cards.of(ids(Stream.of(shown.items())), reads), shown.items());
    return new Page<>(marks(viewer, kept.stream(), null).on(kept), shown.next());
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
    return marks(viewer, List.of(item.id()), about(item)).of(item.id());
  }

  /** The same, and what they have done to the items around it. */
  @Transactional(readOnly = true)
  public Marks marks(Viewer viewer, Item item, Around around) {
    Guard.require(viewer, Act.READ, item.facts());
    return viewer.member() == null ? Marks.NONE
        : marks(viewer, Stream.concat(Stream.of(item.id()), around.cards().map(Card::id)).toList(), about(item));
  }

  private static Subject about(Item item) {
    return Subject.item(item.id());
  }

  /** Articles have nothing to press in a list. */
  private Marks marks(Viewer viewer, Stream<Card> cards, @Nullable Subject about) {
    return marks(viewer, cards.filter(c -> c.kind() != Kind.ARTICLE).map(Card::id).toList(), about);
  }

  private Marks marks(Viewer viewer, List<Long> items, @Nullable Subject about) {
    return viewer.member() == null || items.isEmpty() && about == null ? Marks.NONE
        : store.marks(viewer.member(), items, about);
  }

  /** What stands before and after an item in a list; either may be missing. */
  public record Neighbours(@Nullable Card newer, @Nullable Card older) {}

  /** What stands around an item on its page. */
  public record Around(Page<Threads.Node> replies, Neighbours neighbours, List<Card> newest) {
    /** Bytes of memory, about. */
    public int weight() {
      return cards().mapToInt(Card::weight).sum();
    }

    /** All that can be voted on. */
    private Stream<Card> cards() {
      return Stream.concat(replies.items().stream().flatMap(Threads.Node::cards), newest.stream());
    }
  }

  /**
   * The replies under an item, oldest thread first, and its neighbours in a list, by time whatever the list's order; two
   * queries.
   *
   * @param item as seen by the viewer: the replies of what they may not see they do not see
   * @param thread where the replies go on
   * @param newest what else stands {@link #beside} it
   */
  @Transactional(readOnly = true)
  public Around around(Viewer viewer, Reads reads, Item item, @Nullable Key thread, ListQuery list,
      List<Card> newest) {
    Guard.require(viewer, Act.READ, item.facts());
    Guard.require(viewer, Act.BROWSE);
    Key here = new Key(item.publishedAt().toEpochMilli(), item.id());
    ListQuery byTime = list.by(Sort.LATEST);
    List<List<CardStore.Place>> places = store.places(reads,
        List.of(new CardStore.Ask(byTime, here, false, 1), new CardStore.Ask(byTime, here, true, 1)));
    Map<Long, Card> found = cards.of(ids(places.stream()), new CardStore.Under(item.id(), thread, Threads.PAGE + 1),
        item.facts(), reads);
    Page<CardStore.Place> replies = page(found.values().stream().filter(c -> c.kind() == Kind.REPLY)
        .map(c -> new CardStore.Place(c.id(), Objects.requireNonNull(c.thread()))).sorted(CardStore.BY_TIME).toList(),
        Threads.PAGE);
    return new Around(new Page<>(Threads.tree(item.id(), cards(found, replies.items())), replies.next()),
        new Neighbours(first(found, places.get(0)), first(found, places.get(1))), newest);
  }

  /** @param places one more than fit, if there are as many */
  private static Page<CardStore.Place> page(List<CardStore.Place> places, int size) {
    List<CardStore.Place> shown = places.subList(0, Math.min(size, places.size()));
    return new Page<>(shown, places.size() > size ? new Key(shown.getLast().at(), shown.getLast().item()) : null);
  }

  private static List<Long> ids(Stream<List<CardStore.Place>> places) {
    return places.flatMap(List::stream).map(CardStore.Place::item).distinct().toList();
  }

  private static List<Card> cards(Map<Long, Card> found, List<CardStore.Place> places) {
    return places.stream().map(p -> found.get(p.item())).filter(Objects::nonNull).toList();
  }

  private static @Nullable Card first(Map<Long, Card> found, List<CardStore.Place> places) {
    return places.isEmpty() ? null : found.get(places.getFirst().item());
  }
}
