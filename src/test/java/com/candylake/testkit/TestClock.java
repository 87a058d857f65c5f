package com.candylake.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The real time, moved forward as far as a test wants. */
public final class TestClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  public void advance(Duration by) {
    ahead = ahead.plus(by);
  }

  /** To the next midnight in UTC, for a test of what happens within a day. */
  public void advanceToNextDay() {
    Instant now = instant();
    advance(Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS)));
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the platform's clock has no zone of its own");
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Configured {
    @Bean
    @Primary
    TestClock testClock() {
      return new TestClock();
    }
  }
}
