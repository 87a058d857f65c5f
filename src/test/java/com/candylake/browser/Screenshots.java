package com.candylake.browser;

import com.candylake.account.Sessions;
import com.candylake.base.Lang;
import com.candylake.ops.DemoContent;
import com.candylake.testkit.PlatformTest;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Pictures of the pages, to be looked at. Not one of the tests: its name keeps it out of them, {@code dev/screenshots}
 * selects it. {@code candylake.screenshots.url} names a running site, where nobody signs in and nothing is written; else
 * one with the demonstration is started, and pages of members are taken too. {@code candylake.screenshots.out} is the
 * folder.
 */
@Tag("once")
@ExtendWith(Chromium.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class Screenshots {
  private static final List<Lang> LANGUAGES = List.of(Lang.ZH_HANS, Lang.JA, Lang.KO, Lang.EN);
  private final Path out = Path.of(System.getProperty("candylake.screenshots.out", "target/screenshots"));
  private int taken;

  @Test
  void takeThem() {
    String url = System.getProperty("candylake.screenshots.url", "");
    if (url.isEmpty()) {
      try (var platform = DemoContent.serve(PlatformTest.temporary())) {
        String site = "http://127.0.0.1:" + platform.getEnvironment().getRequiredProperty("local.server.port");
        ofReaders(site);
        ofMembers(site, new Newcomers(platform));
      }
    } else {
      ofReaders(url.replaceFirst("/$", ""));
    }
    System.out.printf("%d pictures in %s%n", taken, out);
  }

  private void ofReaders(String site) {
    for (Lang lang : LANGUAGES) {
      Map<String, String> pages = pages(site, lang);
      everyWay(site, lang, null, look -> pages.forEach(look::at));
    }
  }

  private void ofMembers(String site, Newcomers newcomers) {
    for (Lang lang : List.of(Lang.ZH_HANS, Lang.JA, Lang.KO, Lang.ZH_HANT)) {
      Newcomers.Left left = newcomers.settle(lang);
      var pages = new LinkedHashMap<String, String>();
      pages.put("thread", site + "/a/" + left.article());
      pages.put("write", site + "/write");
      String other = lang.equals(Lang.JA) ? "zh-Hans" : "ja";
      pages.put("edit-article", site + "/a/" + left.article() + "/edit");
      pages.put("stale", site + "/a/" + left.article() + "?lang=" + other);
      pages.put("history", site + "/a/" + left.article() + "/history?lang=" + lang);
      pages.put("difference", site + "/a/" + left.article() + "/history/2?lang=" + lang);
      pages.put("translate", site + "/a/" + left.article() + "/translate?to=" + other);
      if (!lang.equals(Lang.ZH_HANT)) {
        pages.put("flash-member", site + "/f/" + left.flash());
        pages.put("flashes-member", site + "/flashes");
        pages.put("mine", site + "/mine");
        pages.put("drafts", site + "/drafts");
        pages.put("favourites", site + "/favourites");
        pages.put("reply", site + "/i/" + left.reply() + "/reply");
        pages.put("edit", site + "/f/" + left.flash() + "/edit");
        pages.put("withdraw", site + "/i/" + left.flash() + "/withdraw");
        pages.put("inbox", site + "/inbox");
        pages.put("following", site + "/following");
        pages.put("notifications", site + "/account/notifications");
        pages.put("author-member", site + left.followed());
        pages.put("account", site + "/account");
        pages.put("password", site + "/account/password");
        pages.put("second-step", site + "/account/totp");
        everyWay(site, lang, null, look -> signUp(look, site));
        everyWay(site, lang, left.quiet(), look -> {
          look.at("mine-empty", site + "/mine");
          look.at("favourites-empty", site + "/favourites");
          look.at("inbox-empty", site + "/inbox");
          look.at("following-empty", site + "/following");
        });
      }
      everyWay(site, lang, left.busy(), look -> {
        pages.forEach(look::at);
        preview(look, site, lang);
        menu(look, site);
      });
    }
  }

  private static void signUp(Look look, String site) {
    look.at("sign-in", site + "/sign-in");
    look.at("sign-up", site + "/sign-up");
    look.page().locator("#name").fill("admin");
    look.page().locator("#password").fill("password");
    look.page().locator("main form button.main").click();
    look.take("sign-up-refused");
  }

  private static void preview(Look look, String site, Lang lang) {
    look.page().navigate(site + "/write");
    look.page().locator("#title").fill(Newcomers.title(lang));
    look.page().locator("#body").fill(Newcomers.body(lang));
    look.page().locator("button[name=preview]").click();
    look.page().locator("#preview .e-content").waitFor();
    look.page().evaluate("() => scrollTo({ top: 0, behavior: 'instant' })");
    look.take("write-preview");
  }

  private static void menu(Look look, String site) {
    look.page().navigate(site + "/");
    look.page().locator("details.me summary").click();
    look.take("menu");
  }

  /** One browser and what it takes pictures as. */
  private record Look(Page page, Consumer<String> camera) {
    void at(String name, String address) {
      page.navigate(address);
      take(name);
    }

    void take(String name) {
      camera.accept(name);
    }
  }

  /** On a desk and a phone, by day and by night. */
  private void everyWay(String site, Lang lang, @Nullable String session, Consumer<Look> looking) {
    for (int width : List.of(1280, 390)) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        try (BrowserContext context = context(lang.tag(), width, scheme)) {
          if (session != null) {
            context.addCookies(List.of(new Cookie(Sessions.COOKIE, session).setUrl(site)));
          }
          Page page = context.newPage();
          looking.accept(new Look(page, name -> {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(!name.equals("menu")).setPath(out.resolve(
                "%s-%d-%s-%s.png".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT), lang.tag()))));
            taken++;
          }));
        }
      }
    }
  }

  /** The article is the first one that is long enough for a table of contents. */
  private static Map<String, String> pages(String site, Lang lang) {
    var pages = new LinkedHashMap<String, String>();
    try (BrowserContext context = context(lang.tag(), 1280, ColorScheme.LIGHT)) {
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
