package com.candylake.change;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** How far behind the change log this node is. */
@Component
@ConditionalOnWebApplication
class ChangeMeters implements MeterBinder {
  private final ChangeTail tail;
  private final ChangeLog log;

  ChangeMeters(ChangeTail tail, ChangeLog log) {
    this.tail = tail;
    this.log = log;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("candylake.change.position", tail, ChangeTail::told)
        .description("The last change that this node has followed").register(registry);
    Gauge.builder("candylake.change.lag", () -> Math.max(0, log.head().seq() - tail.told()))
        .description("Changes that are committed and not yet followed; none while the database does not answer")
        .register(registry);
    Gauge.builder("candylake.change.silence", () -> tail.silence().toNanos() / 1e9)
        .description("Since the change log was last read").baseUnit("seconds").register(registry);
  }
}
