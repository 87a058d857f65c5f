package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTests extends BrowserTest {
  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "ja-JP", "en-US", "ko-KR", "zh-TW"})
  void theFirstScreenHoldsSixStoriesBesideTheFlashes(String locale) {
    Page page = browser(reader(locale, WIDE));
    page.navigate("/");
    Object whole = page.evaluate("""
        () => [...document.querySelectorAll('.story')]
          .filter(s => s.getBoundingClientRect().bottom <= innerHeight).length""");
    assertThat((Integer) whole).isGreaterThanOrEqualTo(6);
    var stream = page.locator(".stream").boundingBox();
    var live = page.locator(".live").boundingBox();
    assertThat(live.x).as("the flashes stand to the right").isGreaterThan(stream.x + stream.width);
    assertThat(live.y).as("and begin with the stories").isLessThan(120);
    assertThat(page.locator(".live .flash").count()).isGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-Hans", "ja", "ko"})
  void everyStoryIsMarkedWithItsLanguage(String lang) {
    Page page = browser(reader(lang, WIDE));
    page.navigate("/");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(lang);
    assertThat(page.locator(".story h2").all()).isNotEmpty()
        .allSatisfy(title -> assertThat(title.getAttribute("lang")).isEqualTo(lang));
  }
}
