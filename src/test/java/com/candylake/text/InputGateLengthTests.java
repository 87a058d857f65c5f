package com.candylake.text;

import static com.candylake.text.InputGateTests.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Refusal.Problem;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class InputGateLengthTests {
  @ParameterizedTest
  @CsvSource({
      "'', 0", "abc, 3", "漢字かな交じり, 7", "e\u0301, 1", "👨‍👩‍👧‍👦, 1", "👩🏽‍💻, 1", "🇯🇵🇰🇷, 2", "1️⃣, 1",
      "\u1112\u1161\u11AB\u1100\u1173\u11AF, 2", "क्षि, 1", "ที่, 1", "葛󠄀, 1", "𠮷, 1"})
  void countsWhatAPersonCounts(String text, int graphemes) {
    assertThat(InputGate.graphemes(text)).isEqualTo(graphemes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"👨‍👩‍👧‍👦 क्षि 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ন্ত\r\n", "각\u1100\u1161\u11A8 zalgo\u0335\u0321\u0327 ☝🏿",
      "🇨🇳🇯 \u0600١ ക്ഷ"})
  void agreesWithTheRegularExpressionsOfTheJdk(String text) {
    assertThat(InputGate.graphemes(text)).isEqualTo((int) Pattern.compile("\\X").matcher(text).results().count());
  }

  @Test
  void aLineOfTheLargestLengthPassesAndOneMoreIsTooLong() {
    assertThat(InputGate.line("title", "👨‍👩‍👧‍👦".repeat(5), 1, 5)).isEqualTo("👨‍👩‍👧‍👦".repeat(5));
    assertThat(problemOf(() -> InputGate.line("title", "👨‍👩‍👧‍👦".repeat(8), 1, 5)))
        .isEqualTo(Problem.of("title", "input.too-long", 5, 3));
  }

  @Test
  void aTextIsMeasuredAfterItsEndsAreTakenOff() {
    assertThat(InputGate.text("body", "\n\nab\n\n", 2, 2)).isEqualTo("ab");
    assertThat(problemOf(() -> InputGate.text("body", "ab\ncd", 1, 4)))
        .isEqualTo(Problem.of("body", "input.too-long", 4, 1));
  }

  @Test
  void tooFewGraphemesAreTooShort() {
    assertThat(problemOf(() -> InputGate.line("name", "字", 2, 30))).isEqualTo(Problem.of("name", "input.too-short", 2));
    assertThat(problemOf(() -> InputGate.text("name", "字", 2, 30))).isEqualTo(Problem.of("name", "input.too-short", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \u3000\t", "\n\n", "\u200B\u200D", "\u3164", "\u2066\u2069", "\u00AD \uFE0F"})
  void whatShowsNothingIsMissing(String raw) {
    assertThat(problemOf(() -> InputGate.line("name", raw, 1, 30))).isEqualTo(Problem.of("name", "input.missing"));
    assertThat(problemOf(() -> InputGate.text("name", raw, 1, 30))).isEqualTo(Problem.of("name", "input.missing"));
  }

  @Test
  void whatMayBeLeftOutMayBeEmpty() {
    assertThat(InputGate.line("about", "  ", 0, 30)).isEmpty();
    assertThat(InputGate.text("about", " \n", 0, 30)).isEmpty();
  }

  @Test
  void stacksOfMarksAreTooLongThoughTheyAreFewGraphemes() {
    String tower = "a" + "\u0301".repeat(25);
    assertThat(InputGate.line("name", tower.repeat(3), 1, 3)).hasSizeGreaterThan(70);
    assertThat(problemOf(() -> InputGate.line("name", "a\u0301\u0302\u0303".repeat(101), 1, 10)).message())
        .isEqualTo("input.too-long");
    assertThat(problemOf(() -> InputGate.text("name", tower.repeat(16), 1, 10)).args()).startsWith(10);
  }
}
