package com.candylake.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** How many pages are live, and how many could not be. */
@Component
@ConditionalOnWebApplication
class LiveMeters implements MeterBinder {
  private final Streams streams;

  LiveMeters(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("candylake.live.connections", streams, Streams::size)
        .description("Open streams").register(registry);
    FunctionCounter.builder("candylake.live.dropped", streams, Streams::dropped)
        .description("Streams that were ended because the reader was too slow").register(registry);
    FunctionCounter.builder("candylake.live.refused", streams, Streams::refused)
        .description("Streams that found no place").register(registry);
  }
}
