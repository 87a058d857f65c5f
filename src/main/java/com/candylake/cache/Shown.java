package com.candylake.cache;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page that this thread is making shows, noted by whoever reads it from the database. Where no page is being
 * made to be kept, noting costs nothing and does nothing.
 */
public final class Shown {
  private static final ThreadLocal<@Nullable Shown> NOW = new ThreadLocal<>();
  private final Set<Long> items = new HashSet<>();
  private final List<Long> lists = new ArrayList<>();
  private long one;
  private long counted;

  Shown() {}

  /** An item with all that is said about it: any change of it, or of a reply under it, outdates the page. */
  public static void whole(long item, @Nullable Long root, long author) {
    Shown now = NOW.get();
    if (now != null) {
      now.one = item;
      now.items.add(Tag.PAGE.of(item));
      if (root != null) {
        now.items.add(Tag.PAGE.of(root));
      }
      now.items.add(Tag.MEMBER.of(author));
    }
  }

  /** An item among others: the page is outdated when it says something else, or is not public any more. */
  public static void card(long item, long author) {
    Shown now = NOW.get();
    if (now != null) {
      now.items.add(Tag.ITEM.of(item));
      now.items.add(Tag.MEMBER.of(author));
    }
  }

  public static void member(long member) {
    Shown now = NOW.get();
    if (now != null) {
      now.items.add(Tag.MEMBER.of(member));
    }
  }

  /** The newest of a list: of a channel's, an author's, or, both null, the site's. */
  public static void list(@Nullable Long channel, @Nullable Long author) {
    Shown now = NOW.get();
    if (now != null) {
      now.lists.add(channel != null ? Tag.CHANNEL_LIST.of(channel)
          : author != null ? Tag.AUTHOR_LIST.of(author) : Tag.SITE_LIST.of(0));
    }
  }

  /** The page counts as a reading of an item. */
  public static void counts(long item) {
    Shown now = NOW.get();
    if (now != null) {
      now.counted = item;
    }
  }

  /** What a part shows that was kept apart, by its {@link #allTags}; the pages that its cards lead to are not the page's. */
  static void add(long[] tags) {
    Shown now = NOW.get();
    if (now != null) {
      for (long tag : tags) {
        if (Tag.ITEM.is(tag) || Tag.MEMBER.is(tag)) {
          now.items.add(tag);
        } else if (!Tag.PAGE.is(tag)) {
          now.lists.add(tag);
        }
      }
    }
  }

  /** @return what was noted until now, for {@link #end} */
  static @Nullable Shown begin(Shown shown) {
    Shown around = NOW.get();
    NOW.set(shown);
    return around;
  }

  /** @param around what the page shows whose part is made; null: it was the whole */
  static void end(@Nullable Shown around) {
    if (around == null) {
      NOW.remove();
    } else {
      NOW.set(around);
    }
  }

  /** Lists beside an item may be as old as the page: else each flash would outdate every article. */
  long[] tags() {
    return (one != 0 ? items.stream() : Stream.concat(items.stream(), lists.stream()))
        .mapToLong(Long::longValue).distinct().toArray();
  }

  /**
   * Lists beside an item included, and what cards count: for what is kept for members, who have to find what they have just
   * done.
   */
  long[] allTags() {
    LongStream cards = items.stream().mapToLong(Long::longValue).filter(Tag.ITEM::is).map(tag -> Tag.PAGE.of(Tag.id(tag)));
    return LongStream.concat(cards, LongStream.concat(items.stream().mapToLong(Long::longValue),
        lists.stream().mapToLong(Long::longValue))).distinct().toArray();
  }

  /** The item that is shown whole; 0: none. */
  long one() {
    return one;
  }

  /** The item whose readings the page counts; 0: none. */
  long counted() {
    return counted;
  }
}
