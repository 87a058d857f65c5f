package com.candylake.notify;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** How often a digest is sent. The names stand in the database. */
public enum Rhythm {
  DAILY, WEEKLY, OFF;

  private static final LocalTime MORNING = LocalTime.of(8, 0);

  /** The next morning, or that of the next Monday; where clocks skip it, as soon as they have. Null: never. */
  @Nullable Instant next(Instant now, ZoneId zone) {
    if (this == OFF) {
      return null;
    }
    ZonedDateTime morning = now.atZone(zone).toLocalDate().atTime(MORNING).atZone(zone);
    while (!morning.toInstant().isAfter(now) || this == WEEKLY && morning.getDayOfWeek() != DayOfWeek.MONDAY) {
      morning = morning.toLocalDate().plusDays(1).atTime(MORNING).atZone(zone);
    }
    return morning.toInstant();
  }
}
