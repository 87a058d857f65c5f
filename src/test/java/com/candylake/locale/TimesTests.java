package com.candylake.locale;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class TimesTests {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  /** 2026-11-24 19:30:00 in Shanghai. */
  private static final Instant NOW = Instant.parse("2026-11-24T11:30:00Z");
  private final Times times = new Times(new Messages(), Clock.fixed(NOW, SHANGHAI));

  private String said(String at, Lang lang) {
    return times.relative(Instant.parse(at), lang, SHANGHAI);
  }

  private List<String> inAll(String at) {
    return Lang.INTERFACE.stream().map(lang -> said(at, lang)).toList();
  }

  @Test
  void asTheSeedPageSaysIt() {
    assertThat(said("2026-11-24T08:29:59Z", Lang.ZH_HANS)).isEqualTo("3 小时前");
    assertThat(said("2026-11-23T08:29:00Z", Lang.ZH_HANS)).isEqualTo("昨天 16:29");
    assertThat(said("2026-11-22T01:05:00Z", Lang.ZH_HANS)).isEqualTo("前天 09:05");
  }

  @Test
  void inEveryLanguageOfTheInterface() {
    assertThat(inAll("2026-11-24T11:29:30Z")).containsExactly("刚刚", "剛剛", "たった今", "방금", "just now");
    assertThat(inAll("2026-11-24T11:25:00Z"))
        .containsExactly("5 分钟前", "5 分鐘前", "5分前", "5분 전", "5 minutes ago");
    assertThat(inAll("2026-11-24T08:30:00Z"))
        .containsExactly("3 小时前", "3 小時前", "3時間前", "3시간 전", "3 hours ago");
    assertThat(inAll("2026-11-23T08:29:00Z"))
        .containsExactly("昨天 16:29", "昨天 16:29", "昨日 16:29", "어제 16:29", "yesterday 16:29");
    assertThat(inAll("2026-11-22T01:05:00Z"))
        .containsExactly("前天 09:05", "前天 09:05", "おととい 09:05", "그저께 09:05", "2 days ago 09:05");
    assertThat(inAll("2026-11-21T01:05:00Z"))
        .containsExactly("11月21日 09:05", "11月21日 09:05", "11月21日 09:05", "11월 21일 09:05", "21 Nov 09:05");
    assertThat(inAll("2025-11-21T01:05:00Z"))
        .containsExactly("2025年11月21日", "2025年11月21日", "2025年11月21日", "2025년 11월 21일", "21 Nov 2025");
  }

  @Test
  void englishCountsOneAndMany() {
    assertThat(said("2026-11-24T11:29:00Z", Lang.EN)).isEqualTo("1 minute ago");
    assertThat(said("2026-11-24T10:30:00Z", Lang.EN)).isEqualTo("1 hour ago");
  }

  @Test
  void midnightTurnsHoursIntoYesterdayButNotMinutes() {
    var early = new Times(new Messages(), Clock.fixed(Instant.parse("2026-11-23T16:10:00Z"), SHANGHAI));  // 00:10
    assertThat(early.relative(Instant.parse("2026-11-23T15:40:00Z"), Lang.ZH_HANS, SHANGHAI)).isEqualTo("30 分钟前");
    assertThat(early.relative(Instant.parse("2026-11-23T13:10:00Z"), Lang.ZH_HANS, SHANGHAI)).isEqualTo("昨天 21:10");
  }

  @Test
  void theDayIsTheReadersOwn() {
    Instant at = Instant.parse("2026-11-23T17:00:00Z");
    assertThat(times.relative(at, Lang.EN, SHANGHAI)).isEqualTo("18 hours ago");
    assertThat(times.relative(at, Lang.EN, ZoneId.of("America/New_York"))).isEqualTo("yesterday 12:00");
  }

  @Test
  void whatLiesAheadIsSaidByItsDate() {
    assertThat(said("2026-11-24T11:30:20Z", Lang.JA)).isEqualTo("たった今");
    assertThat(said("2026-11-25T01:05:00Z", Lang.JA)).isEqualTo("11月25日 09:05");
  }

  @Test
  void exactTimesGoToTheSecond() {
    assertThat(times.exact(Instant.parse("2024-10-18T10:55:35Z"), SHANGHAI)).isEqualTo("2024-10-18 18:55:35");
  }
}
