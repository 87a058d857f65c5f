package com.candylake.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.article.NewArticle;
import com.candylake.base.Lang;
import com.candylake.change.ChangeLog;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SettingFormTests extends PlatformTest {
  private static final String FORM = "/admin/settings";
  @Autowired private Settings settings;
  @Autowired private Site site;
  @Autowired private ChangeLog log;

  /** Other tests count on a site as it is at first. */
  @AfterEach
  void backToTheDefaults() {
    var values = new HashMap<Setting.Place, String>();
    for (Setting setting : Setting.values()) {
      setting.places().forEach(place -> values.put(place, ""));
    }
    values.put(new Setting.Place(Setting.LANGUAGES, null), "zh-Hans,zh-Hant,ja,ko,en");
    settings.set(Viewer.CONSOLE, values);
    site.rebuild();
    assertThat(rows()).isZero();
  }

  private Person administrator() {
    return http.as(people.with(Role.ADMIN));
  }

  private long rows() {
    return number("""
        select count(*) from setting
         where name in ('name', 'site.url', 'statement', 'disclaimer', 'zone', 'languages')""");
  }

  @Test
  void whatIsSavedStandsOnTheNextPageAndInTheForm() {
    Person admin = administrator();
    Browserless.Answer answer = admin.submit(FORM, FORM, "name.ja", " 湖の 新聞 ", "statement.ko", "본 사이트는 시험 중입니다.",
        "zone", "asia/tokyo", "site.url", "http://news.example.org/");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/admin/settings?done=settings");
    assertThat(http.get("/", "Accept-Language", "ja").page().select(".mark").text()).isEqualTo("湖の 新聞");
    assertThat(http.get("/", "Accept-Language", "ko").page().select(".platform-statement").text())
        .isEqualTo("본 사이트는 시험 중입니다.");
    assertThat(http.get("/").page().select("link[rel=canonical]").attr("href")).isEqualTo("http://news.example.org/");
    var page = admin.get(FORM + "?done=settings").page();
    assertThat(page.select(".notice").text()).isEqualTo("The settings are saved.");
    assertThat(page.select("[name='name.ja']").val()).isEqualTo("湖の 新聞");
    assertThat(page.select("[name=zone]").val()).isEqualTo("Asia/Tokyo");
    assertThat(page.select("[name='name.en']").val()).isEmpty();
    assertThat(page.select("[name='name.en']").attr("placeholder")).isEqualTo("CandyLake");
    assertThat(rows()).isEqualTo(4);
  }

  @Test
  void anEmptiedTextGoesBackToTheDefaultAndLeavesNoRow() {
    Person admin = administrator();
    admin.submit(FORM, FORM, "name.ja", "湖の新聞", "zone", "Asia/Tokyo");
    assertThat(admin.submit(FORM, FORM, "name.ja", " \t", "zone", "").status()).isEqualTo(303);
    assertThat(rows()).isZero();
    assertThat(http.get("/", "Accept-Language", "ja").page().select(".mark").text()).isEqualTo("CandyLake");
    assertThat(site.now().zone().getId()).isEqualTo("Asia/Shanghai");
  }

  @Test
  void onlyWhatChangedIsWrittenAndToldOnce() {
    Person admin = administrator();
    ChangeLog.Position before = log.head();
    admin.submit(FORM, FORM, "name.ja", "湖", "name.ko", "호수", "zone", "Asia/Shanghai");
    assertThat(log.head().seq()).isEqualTo(before.seq() + 1);
    assertThat(rows()).isEqualTo(2);
    assertThat(admin.submit(FORM, FORM).status()).isEqualTo(303);
    assertThat(log.head().seq()).isEqualTo(before.seq() + 1);
  }

  @Test
  void allThatIsWrongIsSaidAtOnceBesideItsFieldAndNothingIsWritten() {
    var wrong = new LinkedHashMap<String, String>();
    wrong.put("name.ja", "n".repeat(61));
    wrong.put("name.ko", "\u200b\u2060");
    wrong.put("name.en", "a\0b");
    wrong.put("statement.en", "\u202eevil");
    wrong.put("statement.ja", "x".repeat(100_000));
    wrong.put("disclaimer.zh-Hans", "免".repeat(501));
    wrong.put("site.url", "ftp://example.org");
    wrong.put("zone", "Mars/Olympus");
    wrong.put("languages", "jp");
    var said = Map.of("name.ja", "At most 60 characters; this is 1 over.", "name.ko", "This cannot be empty.",
        "name.en", "The character U+0000 cannot be used here.",
        "statement.en", "The character U+202E cannot be used here.",
        "disclaimer.zh-Hans", "At most 500 characters; this is 1 over.",
        "site.url", "Enter the address of a site, such as https://example.org.",
        "zone", "There is no time zone with this name.", "languages", "jp is not a language tag.");
    var values = new ArrayList<>(List.of("name.zh-Hans", "好的名称"));
    wrong.forEach((field, value) -> values.addAll(List.of(field, value)));
    Person admin = administrator();
    ChangeLog.Position before = log.head();
    Browserless.Answer answer = admin.submit(FORM, FORM, values.toArray(String[]::new));
    assertThat(answer.status()).isEqualTo(422);
    var page = answer.page();
    said.forEach((field, message) -> {
      assertThat(page.select("[id='" + field + "-problem']").text()).as(field).isEqualTo(message);
      assertThat(page.select("[name='" + field + "']").attr("aria-describedby")).isEqualTo(field + "-problem");
    });
    assertThat(page.select("[id='statement.ja-problem']").text()).contains("At most 500 characters");
    assertThat(page.select("[name='name.zh-Hans']").val()).isEqualTo("好的名称");
    assertThat(page.select("[name='name.ja']").val()).isEqualTo("n".repeat(61));
    assertThat(page.select("[name='statement.ja']").text()).isEqualTo("x".repeat(100_000));
    assertThat(page.select("[name=languages]").val()).isEqualTo("jp");
    assertThat(rows()).isZero();
    assertThat(log.head()).isEqualTo(before);
  }

  @Test
  void anAddressIsASchemeAndAHostAndNothingElse() {
    Person admin = administrator();
    for (String url : List.of("example.org", "https://", "https://example.org/path", "https://example.org/?a=b",
        "https://me:secret@example.org", "javascript:alert(1)", "https://exa mple.org", "https://example.org#x",
        "mailto:a@example.org", "\u200b")) {
      assertThat(admin.submit(FORM, FORM, "site.url", url).status()).as(url).isEqualTo(422);
    }
    for (String zone : List.of("+08:00", "Asia", "GMT+25", "../etc", "Z".repeat(10_000))) {
      assertThat(admin.submit(FORM, FORM, "zone", zone).status()).as(zone).isEqualTo(422);
    }
    assertThat(rows()).isZero();
  }

  @Test
  void languagesAreTickedPutInOrderAndTyped() {
    Person admin = administrator();
    var form = admin.form(FORM, FORM, "place.ja", "1", "place.zh-Hans", "2", "place.en", "3", "languages", "FR，pt-br、ja");
    form.put("language", List.of("zh-Hans", "ja", "en"));
    assertThat(admin.post(FORM, form).status()).isEqualTo(303);
    assertThat(site.now().languages()).extracting(Lang::tag).containsExactly("ja", "zh-Hans", "en", "fr", "pt-BR");
    var page = admin.get(FORM).page();
    assertThat(page.select("[name=language]").eachAttr("value"))
        .containsExactly("ja", "zh-Hans", "en", "fr", "pt-BR", "zh-Hant", "ko");
    assertThat(page.select("[name=language][checked]").eachAttr("value"))
        .containsExactly("ja", "zh-Hans", "en", "fr", "pt-BR");
    assertThat(page.select("[name='place.fr'] option[selected]").text()).isEqualTo("4");
    assertThat(page.select("label:has([value=fr])").text()).isEqualTo("French");
    assertThat(page.select("[name=languages]").val()).isEmpty();
    assertThat(http.get("/languages").page().select("li:first-child select option").eachAttr("value"))
        .containsExactly("", "ja", "zh-Hans", "en", "fr", "pt-BR");
  }

  @Test
  void aSiteHasALanguageAndNotAnyNumberOfThem() {
    Person admin = administrator();
    var form = admin.form(FORM, FORM);
    form.remove("language");
    Browserless.Answer none = admin.post(FORM, form);
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.page().select("#languages-problem").text()).isEqualTo("Choose at least one language.");
    assertThat(none.page().select("[name=language][checked]")).isEmpty();
    String many = String.join(",", List.of(Locale.getISOLanguages()).subList(0, 60));
    assertThat(admin.submit(FORM, FORM, "languages", many).page().select("#languages-problem").text())
        .isEqualTo("You can add at most 50.");
    form.put("language", List.of("ja", "\0", "xx-", "x".repeat(100_000)));
    form.put("place.ja", List.of("99999999999999999999"));
    assertThat(admin.post(FORM, form).status()).isEqualTo(422);
    assertThat(rows()).isZero();
  }

  @Test
  void textsInALanguageThatWasTakenAwayBreakNoPage() {
    Viewer author = people.member();
    var channel = desk.channel();
    NewArticle.Text japanese = Desk.text(Lang.JA, "湖の朝", "本文。");
    long article = desk.article(author, channel, japanese, Desk.text(Lang.KO, "호수의 아침", "본문."));
    long flash = desk.flash(author, Lang.JA, "湖が凍った。");
    desk.reply(author, article, Lang.JA, "寒い。");
    Person admin = administrator();
    var form = admin.form(FORM, FORM);
    form.put("language", List.of("en"));
    assertThat(admin.post(FORM, form).status()).isEqualTo(303);
    assertThat(site.now().languages()).containsExactly(Lang.EN);
    var page = http.get("/a/" + article, "Accept-Language", "ja").page();
    assertThat(page.select("h1").text()).isEqualTo("湖の朝");
    assertThat(page.select(".reply").text()).contains("寒い。");
    for (String path : List.of("/a/" + article + "?lang=ja", "/a/" + article + "?lang=ko", "/f/" + flash, "/", "/flashes",
        "/c/" + channel.slug(), "/languages", page.select(".who a[href^=/u/]").attr("href"))) {
      for (String cookie : List.of("a=b", "ui=ja; reads=ja.ko")) {
        assertThat(http.get(path, "Accept-Language", "ja,ko", "Cookie", cookie).status()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void aFieldThatIsNotThereIsLeftAloneAndOneThatIsNoSettingDoesNothing() {
    Person admin = administrator();
    admin.submit(FORM, FORM, "name.ja", "湖");
    var token = admin.form(FORM, FORM);
    token.keySet().retainAll(List.of("_csrf", "form_key"));
    var forged = new LinkedHashMap<>(token);
    forged.put("name", List.of("nobody"));
    forged.put("name.fr", List.of("personne"));
    forged.put("epoch", List.of("x"));
    forged.put("language", List.of("fr"));
    assertThat(admin.post(FORM, forged).status()).isEqualTo(303);
    assertThat(rows()).isEqualTo(1);
    assertThat(site.now().languages()).hasSize(5);
  }

  @Test
  void whoDoesNotAdministerIsRefused() {
    for (String path : List.of("/admin", FORM)) {
      assertThat(http.get(path).header("Location")).contains("/sign-in?then=" + path.replace("/", "%2F"));
      for (Role role : List.of(Role.MEMBER, Role.MODERATOR, Role.HANDLER, Role.REVIEWER)) {
        assertThat(http.as(people.with(role)).get(path).status()).as(role + " " + path).isEqualTo(403);
      }
      assertThat(administrator().get(path).status()).isEqualTo(200);
    }
    var form = administrator().form(FORM, FORM, "name.ja", "盗");
    for (Person person : List.of(http.stranger(), http.as(people.member()), http.as(people.with(Role.MODERATOR)))) {
      var own = new LinkedHashMap<>(form);
      own.put("_csrf", person.form("/languages", "/languages").get("_csrf"));
      int status = person.post(FORM, own).status();
      assertThat(status).isEqualTo(person.cookies().containsKey("session") ? 403 : 303);
    }
    Person admin = administrator();
    var withoutToken = admin.form(FORM, FORM, "name.ja", "盗");
    withoutToken.remove("_csrf");
    assertThat(admin.post(FORM, withoutToken).status()).isEqualTo(403);
    assertThat(rows()).isZero();
  }
}
