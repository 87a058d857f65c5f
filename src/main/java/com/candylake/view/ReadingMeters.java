package com.candylake.view;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How much of what was counted is not written. */
@Component
class ReadingMeters implements MeterBinder {
  private final Readings readings;

  ReadingMeters(Readings readings) {
    this.readings = readings;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("candylake.view.waiting", readings, Readings::waiting)
        .description("Items with readings that are not written").register(registry);
  }
}
