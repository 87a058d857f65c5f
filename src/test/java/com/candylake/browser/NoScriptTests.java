package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Viewer;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoScriptTests extends BrowserTest {
  @Test
  void everythingIsReadWithoutScript() {
    Page page = browser(reader().setJavaScriptEnabled(false));
    page.navigate("/");
    assertThat(page.locator(".story").count()).isGreaterThanOrEqualTo(6);
    assertThat(page.locator(".flash").count()).isGreaterThanOrEqualTo(6);
    assertThat(page.locator(".story time").first().textContent()).isNotBlank();
    page.navigate(demo("a1"));
    assertThat(page.locator("main > .h-entry > .e-content").isVisible()).isTrue();
    assertThat(page.locator(".reply").count()).isGreaterThanOrEqualTo(7);
    page.locator(".side .toc a").nth(1).click();
    assertThat(page.evaluate("() => scrollY")).as("contents lead on").isNotEqualTo(0);
    page.navigate("/flashes");
    page.locator(".flash .more").first().click();
    assertThat(page.locator(".single > .e-content").isVisible()).isTrue();
  }

  @Test
  void listsAreLeafedThroughWithoutScript() {
    Channel channel = desk.channel();
    String name = "多产的人";
    Viewer author = people.member(name);
    for (int i = 0; i < 45; i++) {
      desk.article(author, channel);
    }
    Page page = browser(reader("en-US", WIDE).setJavaScriptEnabled(false));
    String path = "/u/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    page.navigate(path);
    Set<String> seen = through(page, ".story .u-url");
    assertThat(seen).hasSize(45);
    page.locator(".tabs a[href='" + path + "']").click();
    assertThat(page.locator(".story").count()).isEqualTo(20);
  }

  @Test
  void aLongThreadIsLeafedThroughWithoutScript() {
    Viewer author = people.member();
    long article = desk.article(author, desk.channel());
    for (int i = 0; i < 45; i++) {
      desk.reply(author, article, Lang.EN, "Reply " + i);
    }
    Page page = browser(reader("en-US", WIDE).setJavaScriptEnabled(false));
    page.navigate("/a/" + article);
    assertThat(through(page, ".reply .u-url")).hasSize(45);
  }

  @Test
  void whoPressesAButtonWithoutScriptIsBackAtItsCard() {
    Viewer author = people.member();
    long article = desk.article(author, desk.channel());
    for (int i = 0; i < 15; i++) {
      desk.reply(author, article, Lang.EN, "Reply " + i);
    }
    long last = desk.reply(author, article, Lang.EN, "The last one.");
    Page page = browser(reader("en-US", WIDE).setJavaScriptEnabled(false), people.member());
    page.navigate("/a/" + article);
    for (String button : List.of("value=support", "formaction*='/favourite?'")) {
      page.locator("#r" + last + " button[" + button + "]").click();
      assertThat(page.url()).endsWith("/a/" + article + "#r" + last);
      assertThat(page.locator("#r" + last + " button[" + button + "]").getAttribute("aria-pressed")).isEqualTo("true");
      assertThat(page.evaluate("() => scrollY")).as("it is in sight").isNotEqualTo(0);
    }
  }

  /** The addresses of all that the pages list, none of them twice. */
  private static Set<String> through(Page page, String selector) {
    var seen = new HashSet<String>();
    while (true) {
      for (var link : page.locator(selector).all()) {
        assertThat(seen.add(link.getAttribute("href"))).isTrue();
      }
      var next = page.locator("main a[rel=next]");
      if (next.count() == 0) {
        return seen;
      }
      next.click();
    }
  }
}
