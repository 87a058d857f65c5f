package com.candylake.view;

import com.candylake.cache.PageCache;
import com.candylake.cache.Shown;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts readings in memory: an item once for each reader and half hour, on each node. Whoever reads waits for nothing;
 * {@link ReadingsWriter} takes the counts to the database every few seconds.
 */
@Component
public class Readings {
  private static final Logger LOG = LoggerFactory.getLogger(Readings.class);
  private static final Duration ONCE_IN = Duration.ofMinutes(30);

  /** Some 15 MB. Beyond it the oldest are forgotten, and their readers may count again within the half hour. */
  private static final int MOST_REMEMBERED = 100_000;

  /** So many items wait at the most while the database does not answer; readings of others are then not counted. */
  private static final int MOST_WAITING = 50_000;

  /** Items for each transaction: on SQLite some 5 ms in which nobody else writes. */
  private static final int BATCH = 500;

  private final Views views;
  private final PageCache pages;
  private final Cache<Reading, Boolean> seen;
  private final ConcurrentMap<Long, Integer> waiting = new ConcurrentHashMap<>();

  private record Reading(long item, long reader) {}

  Readings(Views views, PageCache pages, Clock clock) {
    this.views = views;
    this.pages = pages;
    this.seen = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(ONCE_IN)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis())).build();
  }

  /**
   * Notes that a page that shows the whole item was answered. Authors' own readings do not count, nor do those of what
   * is not public.
   */
  public void note(Viewer viewer, Visit visit, Item item) {
    if (item.facts().isPublic() && !viewer.isMember(item.facts().author())) {
      Shown.counts(item.id());
      note(visit, item.id());
    }
  }

  /** Notes that a page was answered of which {@link #note(Viewer, Visit, Item)} said that it counts. */
  public void note(Visit visit, long item) {
    if (!visit.counts() || seen.asMap().putIfAbsent(new Reading(item, visit.reader()), true) != null) {
      return;
    }
    if (waiting.size() < MOST_WAITING || waiting.containsKey(item)) {
      waiting.merge(item, 1, Integer::sum);
    }
  }

  /** How many items have readings that are not written. */
  int waiting() {
    return waiting.size();
  }

  /** Writes what has been counted; what cannot be written waits for the next time. Afterwards nothing is on its way. */
  synchronized void write() {
    Map<Long, Integer> batch = new HashMap<>();
    for (Long item : waiting.keySet()) {
      Integer readings = waiting.remove(item);
      if (readings != null) {
        batch.put(item, readings);
      }
      if (batch.size() == BATCH) {
        if (!add(batch)) {
          return;
        }
        batch = new HashMap<>();
      }
    }
    if (!batch.isEmpty()) {
      add(batch);
    }
  }

  private boolean add(Map<Long, Integer> batch) {
    try {
      pages.recounted(views.add(Viewer.CONSOLE, batch));
      return true;
    } catch (RuntimeException e) {
      LOG.warn("readings of {} items cannot be written; trying again", batch.size(), e);
      batch.forEach((item, readings) -> waiting.merge(item, readings, Integer::sum));
      return false;
    }
  }
}
