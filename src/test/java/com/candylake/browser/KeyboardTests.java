package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Members;
import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class KeyboardTests extends BrowserTest {
  @Autowired private Members members;

  /** Numbers what can be acted on: of a group of radio buttons only the chosen one, as browsers do. */
  private static final String NUMBER = """
      () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
        .filter(e => e.checkVisibility({ visibilityProperty: true }) && (e.type !== 'radio' || e.checked))
        .map((e, i) => { e.dataset.stop = i; return e.outerHTML.slice(0, 120); })""";

  private static final String FOCUSED = """
      async () => {
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        const e = document.activeElement, style = getComputedStyle(e), box = e.getClientRects()[0];
        const at = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return {
          stop: e.dataset.stop ?? '', html: e.outerHTML.slice(0, 120),
          ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          seen: !!at && (e.contains(at) || at.contains(e)), y: box?.top, scrolled: scrollY };
      }""";

  @ParameterizedTest
  @ValueSource(ints = {WIDE, PHONE})
  void tabReachesEverythingAndShowsWhereItIs(int width) {
    Page page = browser(reader("zh-CN", width));
    pages().forEach((name, path) -> {
      page.navigate(path);
      List<?> stops = (List<?>) Objects.requireNonNull(page.evaluate(NUMBER));
      var left = new ArrayList<String>();
      for (int i = 0; i < stops.size(); i++) {
        left.add(String.valueOf(i));
      }
      var unseen = new ArrayList<String>();
      // a region that scrolls is a stop of its own
      for (int i = 0; i < stops.size() + 10 && !left.isEmpty(); i++) {
        page.keyboard().press("Tab");
        Map<?, ?> focused = (Map<?, ?>) Objects.requireNonNull(page.evaluate(FOCUSED));
        left.remove(String.valueOf(focused.get("stop")));
        // a site has a handful of channels; the tests before this one have made a hundred, which the row scrolls through
        if (String.valueOf(focused.get("html")).contains("/c/desk-")) {
          continue;
        }
        if (!Boolean.TRUE.equals(focused.get("ring")) || !Boolean.TRUE.equals(focused.get("seen"))) {
          unseen.add(focused.toString());
        }
      }
      assertThat(left.stream().map(stop -> stops.get(Integer.parseInt(stop)).toString()))
          .as(name + ": not reached").isEmpty();
      assertThat(unseen).as(name + ": not seen").isEmpty();
    });
  }

  @Test
  void theFirstTabOffersToSkipToTheContent() {
    Page page = browser(reader("en-US", WIDE));
    page.navigate(demo("a1"));
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.textContent")).isEqualTo("Skip to content");
    assertThat(page.locator(".skip").boundingBox().y).isGreaterThanOrEqualTo(0);
    page.keyboard().press("Enter");
    PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile("#content$"));
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.closest('main') !== null")).isEqualTo(true);
  }

  @Test
  void oneSignsInSupportsAndSignsOutWithTheKeyboardAlone() {
    String name = "只用键盘的人";
    people.signedUp(name, "一句很长很长很长的口令");
    long flash = desk.flash(people.member(), Lang.ZH_HANS, "渡轮恢复通航。");
    Page page = browser(reader());
    page.navigate("/flashes");
    tabTo(page, "#f" + flash + " .act");
    page.keyboard().press("Enter");
    PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile("/sign-in\\?"));
    tabTo(page, "#name");
    page.keyboard().type(name);
    page.keyboard().press("Tab");
    page.keyboard().type("一句很长很长很长的口令");
    page.keyboard().press("Enter");
    PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile("/flashes#f" + flash + "$"));
    Locator support = page.locator("#f" + flash + " button[value=support]");
    tabTo(page, "#f" + flash + " button[value=support]");
    for (String pressed : List.of("true", "false", "true")) {
      page.keyboard().press(pressed.equals("true") ? "Space" : "Enter");
      PlaywrightAssertions.assertThat(support).hasAttribute("aria-pressed", pressed);
      PlaywrightAssertions.assertThat(support).isFocused();
    }
    tabTo(page, "#f" + flash + " button[formaction*='/favourite?']");
    page.keyboard().press("Enter");
    Locator favourite = page.locator("#f" + flash + " button[formaction*='/favourite?']");
    PlaywrightAssertions.assertThat(favourite).hasAttribute("aria-pressed", "true");
    PlaywrightAssertions.assertThat(favourite).isFocused();
    tabTo(page, ".me summary");
    page.keyboard().press("Enter");
    tabTo(page, ".me form button");
    page.keyboard().press("Space");
    PlaywrightAssertions.assertThat(page.locator(".notice")).isVisible();
    PlaywrightAssertions.assertThat(page.locator("details.me")).hasCount(0);
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 400; i++) {
      page.keyboard().press("Tab");
      if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement === document.querySelector(s)", selector))) {
        return;
      }
    }
    throw new AssertionError("Tab never comes to " + selector);
  }
}
