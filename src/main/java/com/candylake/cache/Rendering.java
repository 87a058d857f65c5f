package com.candylake.cache;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A page that is being made, by one thread, while others wait for it. */
public final class Rendering implements AutoCloseable {
  /** Whoever waits longer makes the page for themselves. */
  private static final int PATIENCE_MS = 2_000;

  private final PageKey key;
  private final Dated.AsOf asOf;
  private final PageCache cache;
  private final Shown shown = new Shown();
  private final CompletableFuture<@Nullable CachedPage> made = new CompletableFuture<>();

  Rendering(PageKey key, Dated.AsOf asOf, PageCache cache) {
    this.key = key;
    this.asOf = asOf;
    this.cache = cache;
  }

  /** One that another has made. */
  Rendering(PageKey key, CachedPage page, PageCache cache) {
    this(key, page.asOf(), cache);
    made.complete(page);
  }

  public PageKey key() {
    return key;
  }

  /** What another request has made meanwhile; null: this one makes it. */
  public @Nullable CachedPage page() {
    return made.getNow(null);
  }

  void start() {
    Shown.begin(shown);
  }

  @Nullable CachedPage await() throws InterruptedException {
    try {
      return made.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return null;
    }
  }

  /**
   * The page is made.
   *
   * @param route the pattern of the endpoint that made it
   * @param language of the interface
   * @param link the header Link; null: none
   */
  public CachedPage keep(String route, int status, Locale language, @Nullable String link, byte[] bytes) {
    var page = new CachedPage(route, status, language, link, bytes, shown, asOf, System.nanoTime());
    cache.put(key, page);
    made.complete(page);
    return page;
  }

  /** Whether or not anything was kept, nobody waits any more. */
  @Override
  public void close() {
    Shown.end(null);
    made.complete(null);
    cache.end(this);
  }
}
