package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyboardTests extends BrowserTest {
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
    assertThat(page.url()).endsWith("#content");
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.closest('main') !== null")).isEqualTo(true);
  }
}
