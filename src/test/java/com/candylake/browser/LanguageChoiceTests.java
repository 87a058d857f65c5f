package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LanguageChoiceTests extends BrowserTest {
  @Test
  void theKeyboardAloneChoosesBoth() {
    Page page = browser(reader());
    page.navigate("/flashes");
    tabTo(page, "a.pill[href^='/languages']");
    page.keyboard().press("Enter");
    page.waitForURL("**/languages**");
    tabTo(page, "input[name=ui]:checked");
    press(page, "ArrowRight", "ja");
    tabTo(page, "li:nth-child(1) select");
    page.keyboard().type("English");
    tabTo(page, "li:nth-child(2) select");
    press(page, "ArrowDown", "ja");
    tabTo(page, "button.main");
    page.keyboard().press("Enter");
    page.waitForURL("**/flashes?done=languages");
    assertThat(page.locator(".notice").textContent()).isNotBlank();
    assertThat(choice(page)).isEqualTo("reads=en.ja, ui=ja");
    kept(page);
  }

  @Test
  void soDoesAReaderWithoutScript() {
    Page page = browser(reader().setJavaScriptEnabled(false));
    page.navigate("/flashes");
    page.locator("header a[href^='/languages']").click();
    page.locator("input[name=ui][value=ja]").check();
    page.locator("select[name=reads]").nth(0).selectOption("en");
    page.locator("select[name=reads]").nth(1).selectOption("ja");
    page.locator("input[name=machine]").uncheck();
    page.locator("button.main").click();
    assertThat(page.url()).endsWith("/flashes?done=languages");
    assertThat(choice(page)).isEqualTo("reads=en.ja.people, ui=ja");
    kept(page);
  }

  @Test
  void aFormWithoutAnyReadingLanguageSaysWhatIsMissing() {
    Page page = browser(reader());
    page.navigate("/languages");
    page.locator("select[name=reads]").nth(0).selectOption("");
    page.locator("button.main").click();
    assertThat(page.locator("#reads-problem").isVisible()).isTrue();
    assertThat(choice(page)).isEmpty();
  }

  /** Another page, opened later: Japanese around English texts. */
  private static void kept(Page page) {
    Page later = page.context().newPage();
    later.navigate("/");
    assertThat(later.locator("html").getAttribute("lang")).isEqualTo("ja");
    assertThat(later.locator(".story h2").first().getAttribute("lang")).isEqualTo("en");
  }

  private static String choice(Page page) {
    return page.context().cookies().stream().filter(c -> c.name.equals("ui") || c.name.equals("reads"))
        .map((Cookie c) -> c.name + "=" + c.value).sorted().collect(Collectors.joining(", "));
  }

  /** Until what has the focus has that value. */
  private static void press(Page page, String key, String value) {
    for (int i = 0; i < 10; i++) {
      page.keyboard().press(key);
      if (value.equals(page.evaluate("() => document.activeElement.value"))) {
        return;
      }
    }
    throw new AssertionError(key + " never comes to " + value);
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 200; i++) {
      page.keyboard().press("Tab");
      if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement.matches(s)", selector))) {
        return;
      }
    }
    throw new AssertionError("Tab never comes to " + selector);
  }
}
