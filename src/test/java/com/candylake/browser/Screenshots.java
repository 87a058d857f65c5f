package com.candylake.browser;

import com.candylake.ops.DemoContent;
import com.candylake.testkit.PlatformTest;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Pictures of the main pages, to be looked at. Not one of the tests: its name keeps it out of them,
 * {@code dev/screenshots} selects it. {@code candylake.screenshots.url} names a running site (else one with the
 * demonstration is started), {@code candylake.screenshots.out} the folder.
 */
@Tag("once")
@ExtendWith(Chromium.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class Screenshots {
  private static final Map<String, String> LANGUAGES = Map.of("zh-Hans", "zh-CN", "ja", "ja-JP", "en", "en-US");

  @Test
  void takeThem() {
    Path out = Path.of(System.getProperty("candylake.screenshots.out", "target/screenshots"));
    String url = System.getProperty("candylake.screenshots.url", "");
    if (url.isEmpty()) {
      try (var platform = DemoContent.serve(PlatformTest.temporary())) {
        take("http://127.0.0.1:" + platform.getEnvironment().getRequiredProperty("local.server.port"), out);
      }
    } else {
      take(url.replaceFirst("/$", ""), out);
    }
  }

  private static void take(String site, Path out) {
    int taken = 0;
    for (Map.Entry<String, String> language : LANGUAGES.entrySet()) {
      Map<String, String> pages = pages(site, language.getValue());
      for (int width : List.of(1280, 390)) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          try (BrowserContext context = context(language.getValue(), width, scheme)) {
            Page page = context.newPage();
            for (Map.Entry<String, String> entry : pages.entrySet()) {
              page.navigate(entry.getValue());
              page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(out.resolve(String.format(
                  "%s-%d-%s-%s.png", entry.getKey(), width, scheme.name().toLowerCase(), language.getKey()))));
              taken++;
            }
          }
        }
      }
    }
    System.out.printf("%d pictures in %s%n", taken, out);
  }

  /** The article is the first one that is long enough for a table of contents. */
  private static Map<String, String> pages(String site, String locale) {
    var pages = new LinkedHashMap<String, String>();
    try (BrowserContext context = context(locale, 1280, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(site + "/");
      pages.put("home", site + "/");
      for (String story : page.locator(".story .u-url").all().stream().map(Screenshots::address).toList()) {
        page.navigate(story);
        pages.put("article", story);
        if (page.locator(".side .toc").count() > 0) {
          break;
        }
      }
      page.navigate(site + "/flashes");
      pages.put("flashes", site + "/flashes");
      put(pages, "flash", page, ".flash .u-url");
      put(pages, "author", page, ".flash .p-author");
      page.navigate(site + "/c");
      pages.put("channels", site + "/c");
      put(pages, "channel", page, ".channels a");
    }
    pages.put("languages", site + "/languages");
    pages.put("404", site + "/nothing-is-here");
    return pages;
  }

  private static void put(Map<String, String> pages, String name, Page page, String selector) {
    if (page.locator(selector).count() > 0) {
      pages.put(name, address(page.locator(selector).first()));
    }
  }

  private static String address(Locator link) {
    return link.evaluate("a => a.href").toString();
  }

  private static BrowserContext context(String locale, int width, ColorScheme scheme) {
    return Chromium.browser().newContext(new Browser.NewContextOptions().setLocale(locale).setColorScheme(scheme)
        .setViewportSize(width, width < 900 ? 844 : 900).setTimezoneId("Asia/Shanghai"));
  }
}
