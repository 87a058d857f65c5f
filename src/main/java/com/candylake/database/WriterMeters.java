package com.candylake.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;

/**
 * What is measured of writing, on both databases under the same names.
 *
 * @param turn how long transactions queued for their turn
 * @param commit from the end of a transaction's work to its being durable
 * @param batch how many transactions became durable with one wait for the disk
 * @param refused those whose turn did not come in time, or would not have
 */
record WriterMeters(Timer turn, Timer commit, DistributionSummary batch, Counter refused) {
  private static final Duration[] BUCKETS = LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)
      .mapToObj(Duration::ofMillis).toArray(Duration[]::new);

  /** @param queue how many wait for their turn now; asked at each scrape */
  static WriterMeters in(MeterRegistry registry, IntSupplier queue) {
    Gauge.builder("candylake.writer.queue", queue::getAsInt)
        .description("Transactions that wait for their turn to write").register(registry);
    return new WriterMeters(
        Timer.builder("candylake.writer.turn").description("Wait for the turn to write")
            .serviceLevelObjectives(BUCKETS).register(registry),
        Timer.builder("candylake.writer.commit").description("Wait for a commit to be durable")
            .serviceLevelObjectives(BUCKETS).register(registry),
        DistributionSummary.builder("candylake.writer.batch").description("Transactions made durable by one commit")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64).register(registry),
        Counter.builder("candylake.writer.refused")
            .description("Transactions whose turn did not come in time, or would not have")
            .register(registry));
  }
}
