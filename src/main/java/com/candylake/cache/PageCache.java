package com.candylake.cache;

import com.candylake.change.Change;
import com.candylake.change.ChangeListener;
import com.candylake.change.ChangeLog;
import com.candylake.change.CommitListener;
import com.candylake.change.Nodes;
import com.candylake.guard.Viewer;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Pages as they were rendered for whoever is not signed in, and what they show as it was read, for members, whose pages are
 * rendered each time. A page is believed for a minute, and only while nothing that
 * it shows has been dropped since it began to be read: that is asked at every hit, so that no page has to be searched
 * for when something changes, and none can be put in too late.
 */
@Component
// before open pages are told of a change and ask for what has changed
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(CacheProperties.class)
public class PageCache implements ChangeListener, CommitListener {
  /** How old a page may be in what no drop tells of: lists' counters, "3 minutes ago". */
  private static final Duration LIFE = Duration.ofSeconds(60);

  /** Of several nodes, one that has not read the log for so long does not know what has been removed. */
  private static final Duration TRUST = Duration.ofSeconds(1);

  /** After so long without an answer the database is away: twice what the log is polled at, and a little. */
  private static final Duration AWAY = Duration.ofMillis(1_500);

  /** How long the database is not asked for pages that are kept, once it has not answered. */
  private static final Duration RETRY = Duration.ofSeconds(3);

  /** Drops that are remembered; some 4 MB. What is older than the oldest is outdated by it. */
  private static final int MOST_DROPS = 50_000;

  private final Cache<PageKey, CachedPage> pages;
  private final Cache<Object, Contents> contents;
  private final ConcurrentMap<PageKey, Rendering> renderings = new ConcurrentHashMap<>();
  private final ConcurrentMap<Long, Long> drops = new ConcurrentHashMap<>();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder bypassed = new LongAdder();
  private final LongAdder spared = new LongAdder();
  private final boolean alone;
  private final long blind;
  private final LongSupplier reads;
  private final BooleanSupplier writer;
  private final boolean keeps;
  private volatile Dated.AsOf reached = new Dated.AsOf(0, 0);
  /** What began to be read before it is outdated, whatever it shows. */
  private volatile Dated.AsOf floor = new Dated.AsOf(1, 0);
  /** Counts what was dropped, so that a hit after no drop looks up no tags. */
  private final AtomicLong dropped = new AtomicLong(1);
  private volatile long heard = System.nanoTime();
  /** When the database may be asked again for a page that is kept; 0: at once, it answers. */
  private final AtomicLong retry = new AtomicLong();

  @Autowired
  PageCache(CacheProperties properties, Nodes nodes) {
    this(properties.size(), nodes.isAlone(), nodes.blind(), nodes::reads, nodes::answersWriter);
  }

  /**
   * @param reads the position that what this thread reads has reached: a replica may be behind what the log has told
   * @param writer whether this thread answers somebody who may have written what this node has not been told of
   */
  PageCache(DataSize size, boolean alone, Duration blind, LongSupplier reads, BooleanSupplier writer) {
    this.alone = alone;
    this.blind = blind.toNanos();
    this.reads = reads;
    this.writer = writer;
    this.keeps = size.toBytes() > 0;
    this.pages = Caffeine.newBuilder().maximumWeight(size.toBytes() / 2)
        .weigher((PageKey key, CachedPage page) -> page.weight() + key.weight()).build();
    this.contents = Caffeine.newBuilder().maximumWeight(size.toBytes() / 2)
        .weigher((Object key, Contents made) -> made.weight()).build();
  }

  /** The page, if it can be shown as it is. */
  public @Nullable CachedPage find(PageKey key) {
    CachedPage page = pages.getIfPresent(key);
    if (page == null || !isTrusted(page) && !(isAway() && isBearable(page))) {
      return null;
    }
    hits.increment();
    return page;
  }

  private boolean isAway() {
    long until = retry.get();
    return until != 0 && System.nanoTime() - until < 0;
  }

  /** For the one request that asks the database again true, though it has not answered lately. */
  private boolean asksAgain() {
    long until = retry.get();
    long now = System.nanoTime();
    return until == 0 || now - until >= 0 && retry.compareAndSet(until, now + RETRY.toNanos());
  }

  /** What is shown instead of asking the database, which is away; null: it is to be asked. */
  private @Nullable CachedPage instead(PageKey key) {
    CachedPage page = pages.getIfPresent(key);
    return page != null && isBearable(page) && !asksAgain() ? page : null;
  }

  private boolean isTrusted(Dated page) {
    long silent = System.nanoTime() - heard;
    boolean young = System.nanoTime() - page.madeAt() < LIFE.toNanos();
    return (alone ? young || silent > AWAY.toNanos() : young && silent < TRUST.toNanos()) && isCurrent(page);
  }

  /**
   * The page for when the database has just not answered: older than it should be, but with nothing that was removed. For three
   * seconds {@link #find} then gives as much, since asking takes two; after that one request asks again.
   */
  public @Nullable CachedPage findOld(PageKey key) {
    retry.set(System.nanoTime() + RETRY.toNanos());
    CachedPage page = pages.getIfPresent(key);
    return page != null && isBearable(page) ? page : null;
  }

  private boolean isBearable(Dated page) {
    return (alone || System.nanoTime() - heard < blind) && isCurrent(page);
  }

  /**
   * A page is about to be made. If it is being made already, waits for that and gives it; else, and if what comes of it
   * is outdated or takes longer than a page may, it is the caller's to make.
   */
  public Rendering begin(PageKey key) throws InterruptedException {
    misses.increment();
    for (int i = 0; i < 2; i++) {
      CachedPage old = instead(key);
      if (old != null) {
        return new Rendering(key, old, this);
      }
      var mine = new Rendering(key, asOf(), this);
      Rendering other = keeps ? renderings.putIfAbsent(key, mine) : null;
      if (other == null) {
        CachedPage meanwhile = pages.getIfPresent(key);
        if (meanwhile != null && isTrusted(meanwhile)) {
          // made and put in since it was looked for
          end(mine);
          return new Rendering(key, meanwhile, this);
        }
        mine.start();
        return mine;
      }
      CachedPage made = other.await();
      if (made != null && isTrusted(made)) {
        return new Rendering(key, made, this);
      }
    }
    var mine = new Rendering(key, asOf(), this);
    mine.start();
    return mine;
  }

  /**
   * What a page shows. For a member as it was kept, if nothing of it has changed since: unlike a whole page, lists beside an
   * item and what cards count included, so that they find what they have just done. For anybody else, whose whole page is
   * kept, as it is read now.
   *
   * @param key tells it from everything else that is read as {@code type}
   * @param read in the transaction of the caller, who has asked nothing yet
   */
  public <T extends Content> T content(Viewer viewer, Object key, Class<T> type, Supplier<T> read) {
    return viewer.member() == null ? read.get() : part(key, type, read);
  }

  /**
   * The same for what many pages show beside something else, whoever looks. It is kept apart, and is what each of these pages
   * shows too (ADR 29).
   */
  public <T extends Content> T part(Object key, Class<T> type, Supplier<T> read) {
    if (!keeps) {
      return read.get();
    }
    Contents there = contents.getIfPresent(key);
    if (there != null && !writer.getAsBoolean() && isTrusted(there)) {
      spared.increment();
      Shown.add(there.tags());
      return type.cast(there.content());
    }
    var shown = new Shown();
    Dated.AsOf asOf = asOf();
    Shown around = Shown.begin(shown);
    T made;
    try {
      made = read.get();
    } finally {
      Shown.end(around);
    }
    var kept = new Contents(made, shown, asOf, System.nanoTime());
    Shown.add(kept.tags());
    if (made.isForAll()) {
      contents.put(key, kept);
    }
    return made;
  }

  private Dated.AsOf asOf() {
    Dated.AsOf told = reached;
    long there = reads.getAsLong();
    return there >= told.seq() ? told : new Dated.AsOf(told.log(), there);
  }

  void put(PageKey key, CachedPage page) {
    if (keeps && isCurrent(page)) {
      pages.put(key, page);
    }
  }

  void end(Rendering rendering) {
    renderings.remove(rendering.key(), rendering);
  }

  /**
   * The number of readings of these items has grown so much that a minute is long. The log does not tell of readings, so the
   * pages are taken out; one that is being made may still show the number before.
   */
  public void recounted(Set<Long> items) {
    if (!items.isEmpty()) {
      pages.asMap().values().removeIf(page -> items.contains(page.counted()));
      contents.asMap().values().removeIf(made -> items.contains(made.counted()));
    }
  }

  /** A page that may be kept was asked for by somebody who is signed in, or with a parameter of unknown meaning. */
  public void passedBy() {
    bypassed.increment();
  }

  /** Whether nothing that it shows was dropped since it began to be read. */
  private boolean isCurrent(Dated page) {
    long now = dropped.get();
    if (page.checked() == now) {
      return true;
    }
    Dated.AsOf asOf = page.asOf();
    Dated.AsOf least = floor;
    if (asOf.log() != least.log() || asOf.seq() < least.seq()) {
      return false;
    }
    for (long tag : page.tags()) {
      Long drop = drops.get(tag);
      if (drop != null && drop > asOf.seq()) {
        return false;
      }
    }
    page.checked(now);
    return true;
  }

  /** About how much memory the pages take. */
  public long bytes() {
    return bytes(pages) + bytes(contents);
  }

  private static long bytes(Cache<?, ?> cache) {
    cache.cleanUp();
    return cache.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /** How many pages were shown as they were, since the start. */
  public long hits() {
    return hits.sum();
  }

  /** How many could not come from here. */
  public long bypassed() {
    return bypassed.sum();
  }

  /** How many times what a member's page shows was there. */
  public long spared() {
    return spared.sum();
  }

  /** How many were made, or waited for. */
  public long misses() {
    return misses.sum();
  }

  @Override
  public synchronized void rebuild() {
    // pages that are being made belong to the log before
    floor = new Dated.AsOf(floor.log() + 1, 0);
    drops.clear();
    dropped.incrementAndGet();
    pages.invalidateAll();
    contents.invalidateAll();
  }

  @Override
  public void committed(List<Change> changes) {
    apply(changes);
  }

  @Override
  public synchronized void apply(List<Change> changes) {
    changes.forEach(this::drop);
    if (drops.size() > MOST_DROPS) {
      forget();
    }
    dropped.incrementAndGet();
  }

  private void drop(Change change) {
    long seq = change.seq();
    switch (change.kind()) {
      case COUNTED -> page(change);
      case EDITED -> {
        page(change);
        drop(Tag.ITEM, change.item(), seq);
      }
      case PUBLISHED -> {
        page(change);
        lists(change);
      }
      case VISIBILITY -> {
        page(change);
        lists(change);
        drop(Tag.ITEM, change.item(), seq);
      }
      case MEMBER -> drop(Tag.MEMBER, change.member(), seq);
      // no page that is kept says what somebody is told
      case TOLD -> { }
      // they stand around every page
      case CHANNEL, SETTING -> floor = new Dated.AsOf(floor.log(), Math.max(floor.seq(), seq));
    }
  }

  private void page(Change change) {
    drop(Tag.PAGE, change.item(), change.seq());
    drop(Tag.PAGE, change.root(), change.seq());
  }

  private void lists(Change change) {
    if (change.root() == null) {
      drop(Tag.SITE_LIST, 0L, change.seq());
      drop(Tag.CHANNEL_LIST, change.channel(), change.seq());
      drop(Tag.AUTHOR_LIST, change.member(), change.seq());
    }
  }

  private void drop(Tag tag, @Nullable Long id, long seq) {
    if (id != null) {
      drops.merge(tag.of(id), seq, Math::max);
    }
  }

  /** The older half of the drops; the newest of them then outdates every page that is older. */
  private void forget() {
    long[] seqs = drops.values().stream().mapToLong(Long::longValue).sorted().toArray();
    long middle = seqs[seqs.length / 2];
    floor = new Dated.AsOf(floor.log(), Math.max(floor.seq(), middle));
    drops.values().removeIf(seq -> seq <= middle);
  }

  @Override
  public synchronized void reached(ChangeLog.Position position) {
    reached = new Dated.AsOf(floor.log(), position.seq());
    heard = System.nanoTime();
    retry.set(0);
  }
}
