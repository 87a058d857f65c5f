package com.candylake.view;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes the counted readings to the database while the server runs, and once more when it stops. */
@Component
@ConditionalOnWebApplication
class ReadingsWriter implements SmartLifecycle {
  private static final int SECONDS = 5;
  private final Readings readings;
  private volatile @Nullable ScheduledExecutorService timer;

  ReadingsWriter(Readings readings) {
    this.readings = readings;
  }

  /** Lower than the web server's phases: it stops when the last request has been answered. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void start() {
    ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("readings").daemon().factory());
    started.scheduleWithFixedDelay(readings::write, SECONDS, SECONDS, TimeUnit.SECONDS);
    timer = started;
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = timer;
    timer = null;
    if (running != null) {
      // waits for a round that is under way
      running.close();
      readings.write();
    }
  }

  @Override
  public boolean isRunning() {
    return timer != null;
  }
}
