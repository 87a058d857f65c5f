package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.guard.Viewer;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutShiftTests extends BrowserTest {
  private static final String WATCH = """
      window.shifted = 0;
      new PerformanceObserver(list => list.getEntries().forEach(e => { window.shifted += e.value; }))
        .observe({ type: 'layout-shift', buffered: true });""";

  /** In a zone that is not the site's, so that the script writes every time anew. */
  @ParameterizedTest
  @ValueSource(ints = {WIDE, PHONE})
  void nothingMovesOnceItIsShown(int width) {
    pages().forEach((name, path) -> isStill(name, browser(abroad(width)), path));
    Viewer member = people.member();
    pages(member).forEach((name, path) -> isStill(name + " of a member", browser(abroad(width), member), path));
  }

  private static Browser.NewContextOptions abroad(int width) {
    return reader("zh-CN", width).setTimezoneId("America/New_York");
  }

  private static void isStill(String name, Page page, String path) {
    page.addInitScript(WATCH);
    page.navigate(path);
    page.waitForLoadState(LoadState.NETWORKIDLE);
    Object shifted = page.evaluate("""
        () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.shifted))))""");
    assertThat(((Number) shifted).doubleValue()).as(name).isLessThan(0.01);
  }
}
