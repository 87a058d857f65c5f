package com.candylake.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.moderation.Measures;
import com.candylake.setting.Setting;
import com.candylake.setting.Settings;
import com.candylake.setting.Site;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.PlatformTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What every page keeps to: headers, cookies, languages, refusals. */
class PageTests extends PlatformTest {
  @Autowired private Settings settings;
  @Autowired private Site site;
  @Autowired private Measures measures;

  @Test
  void everyAnswerHasThePolicyAndNoReaderGetsACookie() {
    long id = desk.article(people.member(), desk.channel());
    String css = http.get("/").page().select("link[rel=stylesheet]").attr("href");
    for (String path : List.of("/", "/a/" + id, "/flashes", "/c", "/nothing", "/health", css, "/a/x", "/%2e%2e/x",
        "/f/1;x=1", "/%00", "/u/%ff")) {
      Browserless.Answer answer = http.get(path);
      assertThat(answer.header("Content-Security-Policy")).as(path).contains(SecurityHeaders.POLICY);
      assertThat(answer.header("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(answer.all("Set-Cookie")).as(path).isEmpty();
      assertThat(answer.status()).as(path).isLessThan(500);
    }
  }

  @Test
  void pagesHaveNothingInlineThatThePolicyWouldStop() {
    long id = desk.article(people.member(), desk.channel());
    for (String path : List.of("/", "/a/" + id, "/flashes", "/languages", "/nothing")) {
      var page = http.get(path).page();
      assertThat(page.select("[style], style, script:not([src])")).as(path).isEmpty();
      assertThat(page.select("*").stream().flatMap(e -> e.attributes().asList().stream())
          .filter(a -> a.getKey().startsWith("on"))).as(path).isEmpty();
    }
  }

  /** A page with a long thread has a hundred links to where one signs in, each with its own way back. */
  @Test
  void crawlersAreAskedNotToFollowWhatLeadsToForms() {
    long id = desk.article(people.member(), desk.channel());
    desk.reply(people.member(), id, Lang.EN, "An answer.");
    var robots = http.get("/robots.txt");
    assertThat(robots.header("Content-Type").orElseThrow()).startsWith("text/plain");
    List<String> refused = robots.body().lines().filter(l -> l.startsWith("Disallow: ")).map(l -> l.substring(10)).toList();
    var links = http.get("/a/" + id).page().select("a[href*='then=']");
    assertThat(links).hasSizeGreaterThan(5);
    assertThat(links.eachAttr("href")).allMatch(l -> refused.stream().anyMatch(l::startsWith));
    assertThat(refused).noneMatch(r -> "/".startsWith(r) || "/a/".startsWith(r) || "/f/".startsWith(r) || "/s/".startsWith(r));
  }

  @Test
  void staticFilesLastAndPagesAreAskedForAgain() {
    var page = http.get("/");
    assertThat(page.header("Cache-Control")).contains("no-cache");
    assertThat(String.join(",", page.all("Vary")).toLowerCase()).contains("accept-language").contains("cookie");
    assertThat(http.get(page.page().select("link[rel=stylesheet]").attr("href")).header("Cache-Control"))
        .hasValueSatisfying(c -> assertThat(c).contains("max-age=31536000"));
    assertThat(http.get("/languages").header("Cache-Control")).contains("no-store");
  }

  @Test
  void languagesAreChosenByAFormAndRememberedInTwoPlainCookies() {
    var form = http.get("/languages?then=/flashes", "Accept-Language", "ko");
    var answer = submit(form, Map.of("ui", List.of("ja"), "reads", List.of("ja", "", "zh-Hant", "ja"), "then",
        List.of("/flashes")));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/flashes?done=languages");
    assertThat(answer.all("Set-Cookie"))
        .anyMatch(c -> c.startsWith("ui=ja;") && c.contains("HttpOnly") && c.contains("SameSite=Lax"))
        .anyMatch(c -> c.startsWith("reads=ja.zh-Hant.people;"));
    var back = http.get("/flashes?done=languages", "Cookie", "ui=ja; reads=ja.zh-Hant.people").page();
    assertThat(back.select("html").attr("lang")).isEqualTo("ja");
    assertThat(back.select("[role=status]").text()).isEqualTo("言語の設定を保存しました。");
    assertThat(http.get("/?done=%3Cscript%3E").page().select("[role=status]")).isEmpty();
  }

  @Test
  void aFormWithoutAnyReadingLanguageComesBackWithAMessageAndWhatWasChosen() {
    var form = http.get("/languages", "Accept-Language", "en");
    var answer = submit(form, Map.of("ui", List.of("ko"), "reads", List.of("", "tlh"), "then", List.of("/c")));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#reads-problem")).hasSize(1);
    assertThat(answer.page().select("input[name=ui][checked]").attr("value")).isEqualTo("ko");
    assertThat(answer.page().select("input[name=then]").attr("value")).isEqualTo("/c");
    assertThat(answer.all("Set-Cookie")).noneMatch(c -> c.startsWith("ui="));
  }

  @Test
  void aFormWithoutItsTokenIsRefusedWithAPageThatSaysWhatToDo() {
    var answer = http.post("/languages", Map.of("ui", List.of("ja"), "reads", List.of("ja")), "Accept-Language", "en");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.page().select("h1").text()).isEqualTo("The form is out of date");
  }

  @Test
  void nobodyIsLedToAnotherSite() {
    var form = http.get("/languages");
    for (String then : List.of("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
        "/\t/evil.example", "http:evil", "\\\\evil", "/あ", "/%0d%0aSet-Cookie:x=1/../..//evil")) {
      var answer = submit(form, Map.of("ui", List.of("ja"), "reads", List.of("ja"), "then", List.of(then)));
      assertThat(answer.status()).as(then).isEqualTo(303);
      assertThat(answer.header("Location").orElseThrow()).as(then).startsWith("/").doesNotStartWith("//")
          .doesNotStartWith("/\\");
    }
  }

  @Test
  void oddLanguageHeadersAndCookiesFallBack() {
    for (String header : List.of("", "*", "xx", "zh-TW;q=x", "en;q=0", "a".repeat(600), "ja;q=0.5,,;;", "-,-",
        "zh-CN,zh;q=.9,en,ja,ko,fr,de,es,it,pt,ru,th,vi,id,ms,tr,pl,nl,sv,da,fi,nb,cs,hu,ro")) {
      assertThat(http.get("/", "Accept-Language", header).status()).as(header).isEqualTo(200);
      assertThat(http.get("/s/candylake.svg", "Accept-Language", header).status()).as(header).isEqualTo(200);
    }
    for (String cookie : List.of("ui=xx; reads=yy.zz", "ui=; reads=", "reads=people", "ui=\"ja\"", "reads=ja..en.")) {
      assertThat(http.get("/", "Cookie", cookie).status()).as(cookie).isEqualTo(200);
    }
  }

  @Test
  void whatWasRemovedSaysSoInTheReadersLanguage() {
    long id = desk.article(people.member(), desk.channel());
    measures.open(people.with(Role.MODERATOR), id, Restriction.REMOVED, "rule", "Spam.");
    var answer = http.get("/a/" + id, "Accept-Language", "ja");
    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.page().select("h1").text()).isEqualTo("公開停止");
    assertThat(answer.body()).doesNotContain("Spam.");
  }

  @Test
  void aChangedSettingIsSeenOnTheNextPages() {
    settings.set(Viewer.CONSOLE, Setting.STATEMENT, Lang.KO, "본 사이트는 시험 중입니다.");
    long until = System.nanoTime() + 10_000_000_000L;
    while (!site.now().statement(Lang.KO).contains("시험") && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(http.get("/", "Accept-Language", "ko").page().select(".platform-statement").text())
        .isEqualTo("본 사이트는 시험 중입니다.");
  }

  @Test
  void absoluteAddressesComeFromTheSettingAndNeverFromTheRequest() {
    long id = desk.article(people.member(), desk.channel());
    assertThat(http.get("/a/" + id, "X-Forwarded-Host", "evil.example").body()).doesNotContain("evil.example");
  }

  @Test
  void aPageNamesTheLanguageOfItsInterface() {
    assertThat(http.get("/", "Accept-Language", "fr").header("Content-Language")).contains("zh-Hans");
    assertThat(http.get("/", "Accept-Language", "ko").header("Content-Language")).contains("ko");
  }

  @Test
  void aBodyThatIsNoFormIsRefusedAndNotAFault() {
    assertThat(http.get("/c", "Content-Type", "multipart/form-data").status()).isEqualTo(200);
    for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=x", "application/json", "x")) {
      assertThat(http.post("/languages", Map.of("ui", List.of("ja")), "Content-Type", type).status()).as(type)
          .isBetween(400, 499);
    }
  }

  @Test
  void healthAnswersWithASmallBody() {
    var answer = http.get("/health");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  private Browserless.Answer submit(Browserless.Answer form, Map<String, List<String>> fields) {
    var hidden = form.page().expectFirst("form input[name=_csrf]");
    var all = new HashMap<>(fields);
    all.put("_csrf", List.of(hidden.attr("value")));
    String cookie = form.all("Set-Cookie").stream().filter(c -> c.startsWith("csrf=")).findFirst().orElseThrow();
    return http.post("/languages", all, "Cookie", cookie.substring(0, cookie.indexOf(';')), "Accept-Language", "en");
  }
}
