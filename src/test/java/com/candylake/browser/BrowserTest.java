package com.candylake.browser;

import com.candylake.ops.DemoContent;
import com.candylake.testkit.PlatformTest;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A test in a real browser, against the running platform with the demonstration loaded. */
@Tag("once")
@ExtendWith(Chromium.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class BrowserTest extends PlatformTest {
  static final int WIDE = 1280;
  static final int PHONE = 390;
  private static @Nullable ConfigurableApplicationContext loaded;
  @Autowired private ConfigurableApplicationContext platform;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  private final List<BrowserContext> open = new ArrayList<>();

  @BeforeEach
  void demonstration() {
    if (loaded != platform) {
      DemoContent.load(platform);
      loaded = platform;
    }
  }

  @AfterEach
  void closeBrowsers() {
    open.forEach(BrowserContext::close);
  }

  /** Somebody who says to read Chinese, at a desk. */
  static Browser.NewContextOptions reader() {
    return reader("zh-CN", WIDE);
  }

  /** @param locale what the browser says in {@code Accept-Language} */
  static Browser.NewContextOptions reader(String locale, int width) {
    return new Browser.NewContextOptions().setLocale(locale).setTimezoneId("Asia/Shanghai")
        .setReducedMotion(ReducedMotion.REDUCE)
        .setViewportSize(width, width == PHONE ? 844 : 900);
  }

  /** A new browser with an empty page in it. */
  Page browser(Browser.NewContextOptions options) {
    BrowserContext context = Chromium.browser().newContext(options.setBaseURL(http.base()));
    open.add(context);
    return context.newPage();
  }

  /** The address of one of the demonstration's articles ({@code a1}) or flashes ({@code f1}). */
  String demo(String id) {
    Long item = transactions.execute(t -> jdbc
        .sql("select item from origin where source = 'demo' and external_id = :id")
        .param("id", "demo." + id).query(Long.class).single());
    return (id.startsWith("a") ? "/a/" : "/f/") + item;
  }

  /** One page of each kind: the article is long and has contents, a table, notes, sources and replies. */
  Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("home", "/");
    pages.put("channel", "/c/tech");
    pages.put("author", "/u/" + URLEncoder.encode("林间路", StandardCharsets.UTF_8));
    pages.put("article", demo("a1"));
    pages.put("flash", demo("f18"));
    pages.put("flashes", "/flashes");
    pages.put("channels", "/c");
    pages.put("languages", "/languages");
    pages.put("404", "/nothing-is-here");
    return pages;
  }
}
