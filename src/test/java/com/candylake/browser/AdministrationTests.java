package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Sessions;
import com.candylake.base.Lang;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.setting.Setting;
import com.candylake.setting.Settings;
import com.candylake.setting.Site;
import com.candylake.testkit.People;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AdministrationTests extends BrowserTest {
  @Autowired private Sessions sessions;
  @Autowired private Settings settings;
  @Autowired private Site site;

  @AfterEach
  void backToTheDefaults() {
    settings.set(Viewer.CONSOLE, Setting.NAME, Lang.JA, "");
    site.rebuild();
  }

  private Page administrator(String locale, int width, boolean script, ColorScheme scheme) {
    Page page = browser(reader(locale, width).setJavaScriptEnabled(script).setColorScheme(scheme));
    page.context().addCookies(List.of(
        new Cookie(Sessions.COOKIE, sessions.open(People.id(people.with(Role.ADMIN)), "test")).setUrl(http.base())));
    return page;
  }

  @Test
  void theSitesNameAndAChannelAreChangedWithoutScript() {
    Page page = administrator("ja-JP", WIDE, false, ColorScheme.LIGHT);
    page.navigate("/");
    page.locator("details.me summary").click();
    page.locator("details.me a[href='/admin']").click();
    page.locator("main a[href='/admin/settings']").click();
    page.locator("[name='name.ja']").fill("湖畔日報");
    page.locator("main .form button.main").click();
    page.waitForURL("**/admin/settings?done=settings");
    assertThat(page.locator("header .mark").textContent().strip()).isEqualTo("湖畔日報");

    page.navigate("/admin/channels");
    page.locator("a[href='/admin/channels/new']").click();
    String slug = "lake-" + System.nanoTime();
    page.locator("[name=slug]").fill(slug);
    page.locator("[name='name.zh-Hans']").fill("湖区");
    page.locator("[name='name.ja']").fill("湖のまわり");
    page.locator("main .form button.main").click();
    page.waitForURL("**/admin/channels?done=channel");
    assertThat(page.locator("header .sections a[href='/c/" + slug + "']").textContent()).isEqualTo("湖のまわり");
    page.navigate("/c/" + slug);
    assertThat(page.locator("h1").textContent()).isEqualTo("湖のまわり");
  }

  @Test
  void axeFindsNothingHereEither() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(WIDE, PHONE)) {
        Page page = administrator("zh-CN", width, true, scheme);
        for (String path : List.of("/admin", "/admin/settings", "/admin/channels", "/admin/channels/new",
            "/admin/channels/tech")) {
          page.navigate(path);
          assertThat(findings(page)).as("%s %s %d", path, scheme, width).isEmpty();
          assertThat(page.evaluate("() => document.querySelector('main').scrollWidth <= innerWidth"))
              .as("%s fits into %d", path, width).isEqualTo(true);
        }
        page.navigate("/admin/settings");
        page.locator("[name='site.url']").fill("nowhere");
        page.locator("[name=languages]").fill("jp");
        page.locator("main .form button.main").click();
        assertThat(page.locator(".problem").count()).isEqualTo(2);
        assertThat(findings(page)).as("refused, %s %d", scheme, width).isEmpty();
      }
    }
  }

  private static List<String> findings(Page page) {
    return new AxeBuilder(page).analyze().getViolations().stream()
        .map(rule -> rule.getId() + ": " + rule.getNodes().stream().map(n -> n.getHtml()).toList()).toList();
  }
}
