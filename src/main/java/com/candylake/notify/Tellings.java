package com.candylake.notify;

import com.candylake.change.Change;
import com.candylake.change.ChangeLog;
import com.candylake.change.Changes;
import com.candylake.text.Mentions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the change log once for all nodes, and writes into inboxes what members are to be told. The position moves in the
 * transaction that writes them: of several nodes one tells, and what a node had not finished when it died another does.
 */
@Service
class Tellings {
  /** What was published longer ago than this before it was entered was imported, and is no news. */
  private static final Duration NEWS = Duration.ofDays(3);
  /** Items told of in one transaction. */
  private static final int BATCH = 200;
  /** After so many changes that concern nobody the position is written all the same: the log is kept for a time only. */
  private static final int FAR = 500;
  /** Members whom other nodes are told by name to count anew; if there are more, they count for everybody. */
  private static final int NAMED = 100;
  private static final List<Reason> BEFORE_MENTIONS = List.of(Reason.ANSWER, Reason.REPLY);
  private static final List<Reason> AFTER_MENTIONS = List.of(Reason.FOLLOWED, Reason.AUTHOR, Reason.CHANNEL);
  private final TellingStore store;
  private final ChangeLog log;
  private final Changes changes;
  private final Clock clock;

  Tellings(TellingStore store, ChangeLog log, Changes changes, Clock clock) {
    this.store = store;
    this.log = log;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * A stretch of the log and what is to be told of it.
   *
   * @param from null: nobody has read the log yet
   * @param kept whether the position has to be written, whether or not there is something to tell
   * @param items that are new
   * @param mentions by item, what may be names in it
   * @param more whether the log goes on
   */
  record Stretch(ChangeLog.@Nullable Position from, ChangeLog.Position to, boolean kept, List<Long> items,
      Map<Long, List<List<String>>> mentions, boolean more) {}

  /** What was read of a stretch in a transaction; what was typed is looked through after it. */
  record Read(ChangeLog.@Nullable Position from, ChangeLog.Position to, boolean kept, List<Long> items,
      List<TellingStore.Typed> typed, boolean more) {
    Stretch looked() {
      var mentions = typed.stream().collect(Collectors.groupingBy(TellingStore.Typed::item, TreeMap::new,
          Collectors.flatMapping(t -> Mentions.of(t.markdown()).stream(), Collectors.toList())));
      mentions.values().removeIf(List::isEmpty);
      return new Stretch(from, to, kept || more, items, mentions, more);
    }
  }

  @Transactional(readOnly = true)
  Read read() {
    ChangeLog.Position from = store.position().orElse(null);
    ChangeLog.News news = log.after(from);
    if (from == null) {
      // from the first change of a site on, if they are all there: what is old is told to nobody in any case
      var first = new ChangeLog.Position(news.end().epoch(), 0);
      boolean whole = !log.after(first).broken();
      return new Read(null, whole ? first : news.end(), true, List.of(), List.of(), whole);
    }
    if (news.broken()) {
      return new Read(from, news.end(), true, List.of(), List.of(), false);
    }
    var published = new LinkedHashSet<Long>();
    var edited = new LinkedHashSet<Long>();
    long to = from.seq();
    Instant since = Instant.MAX;
    for (Change change : news.changes()) {
      if (published.size() + edited.size() == BATCH) {
        break;
      }
      to = change.seq();
      if (change.item() != null && isNews(change.kind())) {
        // nodes' clocks differ
        since = change.at().isBefore(since) ? change.at() : since;
        (change.kind() == Change.Kind.EDITED ? edited : published).add(change.item());
      }
    }
    List<Long> items = published.isEmpty() ? List.of() : store.fresh(published, since.minus(NEWS));
    edited.addAll(items);
    return new Read(from, new ChangeLog.Position(from.epoch(), to), to - from.seq() >= FAR, items, store.typed(edited),
        to < news.end().seq() || news.changes().size() >= FAR);
  }

  static boolean isNews(Change.Kind kind) {
    return kind == Change.Kind.PUBLISHED || kind == Change.Kind.EDITED || kind == Change.Kind.VISIBILITY;
  }

  /** Who has which of the names that a stretch may speak of. */
  @Transactional(readOnly = true)
  Map<String, Long> members(Stretch stretch) {
    Set<String> keys = stretch.mentions.values().stream().flatMap(Collection::stream).flatMap(Collection::stream)
        .collect(Collectors.toSet());
    return keys.isEmpty() ? Map.of() : store.named(keys).stream()
        .collect(Collectors.toMap(TellingStore.Named::key, TellingStore.Named::id));
  }

  /** @return false: another node has told it */
  @Transactional
  boolean tell(Stretch stretch, Map<String, Long> members) {
    if (stretch.from == null) {
      store.begin(stretch.to);
      return true;
    }
    if (stretch.items.isEmpty() && stretch.mentions.isEmpty() && !stretch.kept) {
      return true;
    }
    if (!store.move(stretch.from, stretch.to)) {
      return false;
    }
    Instant now = clock.instant();
    var told = new HashSet<Long>();
    BEFORE_MENTIONS.forEach(reason -> told.addAll(tell(reason, stretch.items, now)));
    stretch.mentions.forEach((item, names) -> {
      Set<Long> named = Mentions.resolve(names, members);
      if (!named.isEmpty()) {
        told.addAll(store.tellNamed(item, named, now));
      }
    });
    AFTER_MENTIONS.forEach(reason -> told.addAll(tell(reason, stretch.items, now)));
    if (!told.isEmpty()) {
      var about = new TreeSet<>(stretch.items);
      about.addAll(stretch.mentions.keySet());
      store.due(about);
      if (told.size() > NAMED) {
        changes.told(null);
      } else {
        told.forEach(changes::told);
      }
    }
    return true;
  }

  private List<Long> tell(Reason reason, List<Long> items, Instant now) {
    return items.isEmpty() ? List.of() : store.tell(reason, items, now);
  }
}
