package com.candylake.change;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes this process's readers of the log as soon as this process has written to it. */
@Component
class ChangeSignal {
  private final Semaphore raised = new Semaphore(0);

  void raise() {
    raised.release();
  }

  void await(Duration most) throws InterruptedException {
    if (raised.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
      raised.drainPermits();
    }
  }
}
