package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypographyTests extends BrowserTest {
  private static final String FIRST_LINE = """
      (p, c) => {
        p.textContent = c.repeat(300);
        const text = p.firstChild, range = document.createRange();
        const top = i => {
          range.setStart(text, i);
          range.setEnd(text, i + 1);
          return range.getBoundingClientRect().top;
        };
        let n = 1;
        while (Math.abs(top(n) - top(0)) < 5) n++;
        const style = getComputedStyle(p);
        const size = parseFloat(style.fontSize);
        return { n, size, height: parseFloat(style.lineHeight) / size };
      }""";

  @ParameterizedTest
  @CsvSource({"zh-CN, 湖", "zh-TW, 湖", "ja-JP, 湖"})
  void aLineHoldsFortyCharactersAtSeventeenPixels(String locale, String character) {
    Page page = browser(reader(locale, WIDE));
    page.navigate(demo("a1"));
    Map<?, ?> line = (Map<?, ?>) Objects.requireNonNull(
        page.locator("main > .h-entry > .e-content p").first().evaluate(FIRST_LINE, character));
    assertThat(number(line, "n")).isBetween(36.0, 42.0);
    assertThat(number(line, "size")).isBetween(17.0, 18.0);
    assertThat(number(line, "height")).isBetween(1.74, 1.76);
  }

  @ParameterizedTest
  @CsvSource({"zh-CN, normal", "ja-JP, normal", "ko-KR, keep-all", "en-US, normal"})
  void linesBreakAsTheLanguageWants(String locale, String wordBreak) {
    Page page = browser(reader(locale, WIDE));
    page.navigate(demo("a1"));
    var text = page.locator("main > .h-entry > .e-content p").first();
    assertThat(text.evaluate("e => getComputedStyle(e).wordBreak")).isEqualTo(wordBreak);
    assertThat(text.evaluate("e => getComputedStyle(e).lineBreak")).isEqualTo("strict");
  }

  @Test
  void anEnglishHeadlineHasQuotationMarksOfLatinWidth() {
    Page page = browser(reader("en-US", WIDE));
    page.navigate("/");
    Object width = page.locator(".story h2").first().evaluate("""
        h => {
          const canvas = document.createElement('canvas').getContext('2d'), style = getComputedStyle(h);
          canvas.font = style.font;
          return canvas.measureText('’').width / parseFloat(style.fontSize);
        }""");
    assertThat(((Number) width).doubleValue()).isLessThan(0.5);
  }

  private static double number(Map<?, ?> of, String name) {
    return ((Number) Objects.requireNonNull(of.get(name))).doubleValue();
  }
}
