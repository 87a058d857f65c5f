package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.Map;
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
    for (Map.Entry<String, String> entry : pages().entrySet()) {
      Page page = browser(reader("zh-CN", width).setTimezoneId("America/New_York"));
      page.addInitScript(WATCH);
      page.navigate(entry.getValue());
      page.waitForLoadState(LoadState.NETWORKIDLE);
      Object shifted = page.evaluate("""
          () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.shifted))))""");
      assertThat(((Number) shifted).doubleValue()).as(entry.getKey()).isLessThan(0.01);
    }
  }
}
