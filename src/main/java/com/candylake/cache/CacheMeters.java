package com.candylake.cache;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** How often the page was there, and what the pages weigh. */
@Component
@ConditionalOnWebApplication
class CacheMeters implements MeterBinder {
  private final PageCache cache;

  CacheMeters(PageCache cache) {
    this.cache = cache;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("candylake.cache.requests", cache, PageCache::hits).tag("result", "hit")
        .description("Pages that were shown as they had been kept").register(registry);
    FunctionCounter.builder("candylake.cache.requests", cache, PageCache::misses).tag("result", "miss")
        .description("Pages that were made, or waited for while another request made them").register(registry);
    FunctionCounter.builder("candylake.cache.requests", cache, PageCache::bypassed).tag("result", "bypass")
        .description("Pages for members, or with parameters of unknown meaning").register(registry);
    FunctionCounter.builder("candylake.cache.contents", cache, PageCache::spared)
        .description("Pages for members that were rendered from what was kept, but for their own votes and favourites")
        .register(registry);
    Gauge.builder("candylake.cache.bytes", cache, PageCache::bytes)
        .description("What kept pages and contents take").baseUnit("bytes").register(registry);
  }
}
