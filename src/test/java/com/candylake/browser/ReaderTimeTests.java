package com.candylake.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.locale.Times;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class ReaderTimeTests extends BrowserTest {
  @Autowired private Times times;

  @ParameterizedTest
  @CsvSource({"zh-Hans, Asia/Tokyo", "zh-Hans, America/New_York", "zh-Hant, Asia/Taipei", "ja, America/New_York",
      "ja, Asia/Tokyo", "ko, Asia/Kathmandu", "en, Asia/Tokyo", "en, America/New_York"})
  void thePageSaysInTheReadersZoneWhatTheServerWouldSay(String lang, String zone) {
    Page page = browser(reader(lang, WIDE).setTimezoneId(zone));
    page.navigate("/");
    List<Locator> shown = page.locator("time").all();
    List<Instant> instants = shown.stream().map(t -> Instant.parse(t.getAttribute("datetime"))).toList();
    // the server's clock goes on while the page speaks: what it said before or what it says after
    List<String> before = words(instants, lang, zone);
    page.clock().setFixedTime(clock.millis());
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
    List<String> said = shown.stream().map(Locator::textContent).toList();
    List<String> after = words(instants, lang, zone);
    assertThat(shown).hasSizeGreaterThan(15);
    for (int i = 0; i < shown.size(); i++) {
      assertThat(said.get(i)).as(instants.get(i).toString()).isIn(before.get(i), after.get(i));
      assertThat(shown.get(i).getAttribute("title")).isEqualTo(times.exact(instants.get(i), ZoneId.of(zone)));
    }
  }

  @ParameterizedTest
  @CsvSource({"Asia/Tokyo", "America/New_York"})
  void anArticleSaysToTheSecondWhenItAppeared(String zone) {
    Page page = browser(reader().setTimezoneId(zone));
    page.navigate(demo("a5"));
    Locator time = page.locator(".who time.dt-published");
    assertThat(time.textContent())
        .isEqualTo(times.exact(Instant.parse(time.getAttribute("datetime")), ZoneId.of(zone)));
  }

  @Test
  void anOpenPageStaysFresh() {
    String name = "钟表旁的人";
    Viewer author = people.member(name);
    desk.flash(author, Lang.EN, "Just in.");
    Page page = browser(reader("en-US", WIDE));
    page.clock().install(new Clock.InstallOptions().setTime(clock.millis()));
    page.navigate("/u/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    Locator time = page.locator(".flash time");
    PlaywrightAssertions.assertThat(time).hasText("just now");
    page.clock().fastForward(80_000);
    PlaywrightAssertions.assertThat(time).hasText("1 minute ago");
    page.clock().fastForward(60_000);
    PlaywrightAssertions.assertThat(time).hasText("2 minutes ago");
  }

  private List<String> words(List<Instant> instants, String lang, String zone) {
    var words = new ArrayList<String>();
    instants.forEach(at -> words.add(times.relative(at, new Lang(lang), ZoneId.of(zone))));
    return words;
  }
}
