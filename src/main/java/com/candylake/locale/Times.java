package com.candylake.locale;

import com.candylake.base.Lang;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Points in time as people say them: just now, 5 minutes ago, 3 hours ago (today), yesterday 16:29, the day before
 * 09:05,
 * then the date. The day is the reader's: midnight in {@code zone} turns 23 minutes ago into 23 minutes ago still, and
 * five hours ago into yesterday.
 */
@Component
public class Times {
  private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private final Map<Format, DateTimeFormatter> dates = new ConcurrentHashMap<>();
  private final Messages messages;
  private final Clock clock;

  Times(Messages messages, Clock clock) {
    this.messages = messages;
    this.clock = clock;
  }

  /** In words, as seen from now. */
  public String relative(Instant at, Lang lang, ZoneId zone) {
    Instant now = clock.instant();
    Duration ago = Duration.between(at, now);
    if (ago.abs().toSeconds() < 60) {
      return messages.text(lang, "time.now");
    }
    ZonedDateTime then = at.atZone(zone);
    if (!ago.isNegative()) {
      if (ago.toMinutes() < 60) {
        return messages.text(lang, "time.minutes", ago.toMinutes());
      }
      long days = ChronoUnit.DAYS.between(then.toLocalDate(), now.atZone(zone).toLocalDate());
      if (days == 0) {
        return messages.text(lang, "time.hours", ago.toHours());
      }
      if (days == 1) {
        return messages.text(lang, "time.yesterday", CLOCK.format(then));
      }
      if (days == 2) {
        return messages.text(lang, "time.day-before", CLOCK.format(then));
      }
    }
    boolean sameYear = then.getYear() == now.atZone(zone).getYear();
    return date(lang, sameYear ? "time.date" : "time.date-year").format(then);
  }

  /** To the second: {@code 2026-11-23 18:55:35}. */
  public String exact(Instant at, ZoneId zone) {
    return EXACT.format(at.atZone(zone));
  }

  private DateTimeFormatter date(Lang lang, String key) {
    return dates.computeIfAbsent(new Format(lang, key),
        k -> DateTimeFormatter.ofPattern(messages.text(lang, key), lang.locale()));
  }

  private record Format(Lang lang, String key) {}
}
