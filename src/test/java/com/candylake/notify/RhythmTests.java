package com.candylake.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the next digest is due. */
class RhythmTests {
  @ParameterizedTest
  @CsvSource({
      "DAILY,  2026-11-25T22:59:59Z, Asia/Tokyo,       2026-11-25T23:00:00Z",
      "DAILY,  2026-11-25T23:00:00Z, Asia/Tokyo,       2026-11-26T23:00:00Z",
      // a Wednesday; the Monday after it
      "WEEKLY, 2026-11-25T12:00:00Z, Asia/Shanghai,    2026-11-30T00:00:00Z",
      "WEEKLY, 2026-11-30T00:00:00Z, Asia/Shanghai,    2026-12-07T00:00:00Z",
      // clocks go forward on 28 March 2027, and back on 31 October 2027
      "DAILY,  2027-03-27T08:00:00Z, Europe/Berlin,    2027-03-28T06:00:00Z",
      "DAILY,  2027-10-30T12:00:00Z, Europe/Berlin,    2027-10-31T07:00:00Z",
      "WEEKLY, 2027-03-23T12:00:00Z, Europe/Berlin,    2027-03-29T06:00:00Z",
      // where it is Monday first, and where it is last
      "WEEKLY, 2026-11-29T17:59:00Z, Pacific/Kiritimati, 2026-11-29T18:00:00Z",
      "WEEKLY, 2026-11-29T18:00:00Z, Pacific/Pago_Pago,  2026-11-30T19:00:00Z"})
  void isTheNextMorningOfTheMember(Rhythm rhythm, Instant now, String zone, Instant next) {
    assertThat(rhythm.next(now, ZoneId.of(zone))).isEqualTo(next);
  }

  @Test
  void orNever() {
    assertThat(Rhythm.OFF.next(Instant.EPOCH, ZoneId.of("UTC"))).isNull();
  }
}
