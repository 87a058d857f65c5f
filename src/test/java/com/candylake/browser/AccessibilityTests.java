package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.guard.Viewer;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** axe-core's whole list of rules, contrast among them. */
class AccessibilityTests extends BrowserTest {
  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
  void axeFindsNothing(ColorScheme scheme, int width) {
    Page page = browser(reader("zh-CN", width).setColorScheme(scheme));
    pages().forEach((name, path) -> {
      page.navigate(path);
      assertThat(findings(page)).as("%s, %s, %d", name, scheme, width).isEmpty();
    });
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
  void norOnThePagesOfAMember(ColorScheme scheme, int width) {
    Viewer member = people.member();
    Page page = browser(reader("zh-CN", width).setColorScheme(scheme), member);
    pages(member).forEach((name, path) -> {
      page.navigate(path);
      assertThat(page.locator("details.me").count()).as(name).isEqualTo(1);
      assertThat(findings(page)).as("%s, %s, %d", name, scheme, width).isEmpty();
    });
    page.locator(".me summary").click();
    assertThat(findings(page)).as("the open menu").isEmpty();
  }

  @Test
  void norWhereSomebodyIsRefused() {
    Page page = browser(reader());
    page.navigate("/sign-up");
    page.locator("#name").fill("admin");
    page.locator("#password").fill("password");
    page.locator("main button.main").click();
    assertThat(page.locator(".problem").count()).isEqualTo(2);
    assertThat(findings(page)).isEmpty();
  }

  @Test
  void norInTheOtherLanguages() {
    for (String locale : List.of("zh-TW", "ja-JP", "ko-KR", "en-US")) {
      Page page = browser(reader(locale, WIDE));
      for (String path : List.of("/", demo("a8"), "/languages")) {
        page.navigate(path);
        assertThat(findings(page)).as("%s in %s", path, locale).isEmpty();
      }
    }
  }

  @Test
  void norWhereTheFormIsRefused() {
    Page page = browser(reader());
    page.navigate("/languages");
    page.locator("select[name=reads]").first().selectOption("");
    page.locator("button.main").click();
    assertThat(findings(page)).isEmpty();
  }

  @Test
  void darkIsDark() {
    Page page = browser(reader().setColorScheme(ColorScheme.DARK));
    page.navigate("/");
    assertThat(page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor"))
        .isEqualTo("rgb(20, 23, 26)");
  }

  private static List<String> findings(Page page) {
    return new AxeBuilder(page).analyze().getViolations().stream().map(rule -> rule.getId() + ": "
        + rule.getNodes().stream().map(node -> node.getHtml() + " " + node.getFailureSummary())
            .collect(Collectors.joining("; "))).toList();
  }
}
