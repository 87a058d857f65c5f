package com.candylake.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.setting.Setting;
import com.candylake.setting.Settings;
import com.candylake.setting.Site;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sources in the form for an article, in rows that come and go without JavaScript. */
class SourceFormTests extends PlatformTest {
  @Autowired private Settings settings;
  @Autowired private Site site;
  private Viewer author;
  private Person person;
  private Channel channel;

  @BeforeEach
  void aMember() {
    author = people.member();
    person = http.as(author);
    channel = desk.channel();
  }

  private Map<String, List<String>> typed(String... more) {
    var all = new ArrayList<>(List.of("title", "The ferry", "body", "It leaves at seven.", "channel", channel.slug(),
        "language", "en"));
    all.addAll(List.of(more));
    return new LinkedHashMap<>(person.form("/write", "/write", all.toArray(String[]::new)));
  }

  private long published(Map<String, List<String>> form) {
    Browserless.Answer answer = person.post("/write", form);
    assertThat(answer.status()).isEqualTo(303);
    return Long.parseLong(answer.header("Location").orElseThrow().replaceAll("\\D", ""));
  }

  private static List<String> values(Document page, String part) {
    return page.select("[name^=cite.][name$=." + part + "]").stream()
        .map(e -> e.is("textarea") ? e.wholeText() : e.val()).toList();
  }

  @Test
  void rowsComeAndGoAndWhatWasTypedStays() {
    assertThat(person.get("/write").page().select(".cited")).isEmpty();
    Document one = person.post("/write", typed("row", "add")).page();
    assertThat(one.select(".cited")).hasSize(1);
    assertThat(one.select("#title").val()).isEqualTo("The ferry");
    assertThat(one.select("#body").text()).isEqualTo("It leaves at seven.");
    assertThat(one.select("#channel option[selected]").val()).isEqualTo(channel.slug());
    assertThat(one.select("form.unsaved")).hasSize(1);
    Document two = person.post("/write", typed("cite.0.title", "Timetable", "row", "add")).page();
    assertThat(values(two, "title")).containsExactly("Timetable", "");
    Document less = person.post("/write", typed("cite.0.title", "Timetable", "cite.1.title", "Log", "row", "0")).page();
    assertThat(values(less, "title")).containsExactly("Log");
    for (String nonsense : List.of("5", "-1", "x", "none", "", "99999999999", "\0")) {
      assertThat(values(person.post("/write", typed("cite.0.title", "Kept", "row", nonsense)).page(), "title"))
          .as(nonsense).containsExactly("Kept");
    }
    assertThat(number("select count(*) from item where author = ?", People.id(author))).isZero();
  }

  @Test
  void sourcesArePublishedShownAndChanged() {
    long id = published(typed("cite.0.title", "Timetable 2026", "cite.0.publisher", "Harbour office", "cite.0.url",
        "https://example.org/t", "cite.0.accessed", "2026-11-20", "cite.0.quotation", "At seven\nsharp.",
        "cite.4.title", "Log", "cite.9.title", " "));
    Document page = http.get("/a/" + id, "Accept-Language", "en").page();
    assertThat(page.select(".sources li cite").eachText()).containsExactly("Timetable 2026", "Log");
    assertThat(page.select(".sources blockquote").eachText()).containsExactly("At seven sharp.");
    assertThat(page.select(".sources li a").attr("rel")).isEqualTo("ugc nofollow noopener");
    String edit = "/a/" + id + "/edit?lang=en";
    Document form = person.get(edit).page();
    assertThat(values(form, "title")).containsExactly("Timetable 2026", "Log");
    assertThat(values(form, "quotation")).containsExactly("At seven\nsharp.", "");
    assertThat(person.submit(edit, edit, "cite.0.title", "Timetable 2027", "cite.1.title", "").status()).isEqualTo(303);
    page = http.get("/a/" + id, "Accept-Language", "en").page();
    assertThat(page.select(".sources li cite").eachText()).containsExactly("Timetable 2027");
    assertThat(page.select(".bar .end").text()).as("the text is the same").isEqualTo("Revision 1");
    assertThat(person.submit(edit, edit, "body", "At eight.").status()).isEqualTo(303);
    assertThat(http.get("/a/" + id).page().select(".sources li")).as("kept").hasSize(1);
    Document row = person.submit(edit, edit, "row", "add", "body", "Typed.").page();
    assertThat(row.select(".cited")).hasSize(2);
    assertThat(row.select("#body").text()).isEqualTo("Typed.");
    assertThat(person.submit(edit, edit, "cite.0.title", "").status()).as("publisher without title").isEqualTo(422);
    var none = person.form(edit, edit);
    none.keySet().removeIf(name -> name.startsWith("cite."));
    assertThat(person.post(edit, none).status()).isEqualTo(303);
    assertThat(number("select count(*) from item_source where item = ?", id)).isZero();
  }

  @Test
  void whatIsWrongIsSaidByField() {
    Document page = person.post("/write", typed("cite.0.publisher", "Nobody", "cite.1.title", "T", "cite.1.url",
        "javascript:alert(1)", "cite.2.title", "T", "cite.2.accessed", "yesterday", "cite.3.title", "t".repeat(301),
        "cite.4.title", "T", "cite.4.quotation", "a\0b")).page();
    assertThat(page.select(".citing .problem").eachAttr("id")).containsExactly("cite.0.title-problem",
        "cite.1.url-problem", "cite.2.accessed-problem", "cite.3.title-problem", "cite.4.quotation-problem");
    assertThat(values(page, "url")).contains("javascript:alert(1)");
    assertThat(number("select count(*) from item where author = ?", People.id(author))).isZero();
    for (String url : List.of("ftp://example.org", "//example.org", "/local", "data:text/html,x", "https:// a b", "x")) {
      assertThat(person.post("/write", typed("cite.0.title", "T", "cite.0.url", url)).status()).as(url).isEqualTo(422);
    }
    for (String date : List.of("2026-02-30", "2026-11", "20261120", "2026-11-20T00:00", "９９")) {
      assertThat(person.post("/write", typed("cite.0.title", "T", "cite.0.accessed", date)).status()).as(date)
          .isEqualTo(422);
    }
  }

  @Test
  void fiftyAreTakenAndNotOneMore() {
    var fields = typed();
    for (int i = 0; i < 50; i++) {
      fields.put("cite." + i + ".title", List.of("Source " + i));
    }
    var more = new LinkedHashMap<>(fields);
    more.put("cite.50.title", List.of("One too many"));
    Browserless.Answer refused = person.post("/write", more);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select("#sources-problem").text()).contains("50");
    assertThat(values(refused.page(), "title")).hasSize(51);
    var add = new LinkedHashMap<>(fields);
    add.put("row", List.of("add"));
    assertThat(person.post("/write", add).page().select(".cited")).hasSize(50);
    long id = published(fields);
    assertThat(number("select count(*) from item_source where item = ?", id)).isEqualTo(50);
    String edit = "/a/" + id + "/edit?lang=en";
    assertThat(values(person.get(edit).page(), "title").getLast()).isEqualTo("Source 49");
  }

  @Test
  void sourcesThatOthersHaveChangedAreNotOverwrittenUnseen() {
    long id = published(typed("cite.0.title", "First"));
    String edit = "/a/" + id + "/edit?lang=en";
    var stale = new LinkedHashMap<>(person.form(edit, edit, "cite.0.title", "Mine"));
    var same = person.form(edit, edit, "cite.0.title", "Theirs");
    assertThat(person.submit(edit, edit, "cite.0.title", "Theirs").status()).isEqualTo(303);
    assertThat(person.post(edit, same).status()).as("a second click").isEqualTo(303);
    Browserless.Answer answer = person.post(edit, stale);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(values(answer.page(), "title")).containsExactly("Mine");
    assertThat(answer.page().select(".citing .moved li").eachText()).containsExactly("Theirs");
    stale.put("cited", List.of(answer.page().select("input[name=cited]").val()));
    assertThat(person.post(edit, stale).status()).isEqualTo(303);
    assertThat(text("select title from item_source where item = ?", id)).isEqualTo("Mine");
    for (String forged : List.of("", "x", "\0", "0")) {
      stale.put("cited", List.of(forged));
      stale.put("cite.0.title", List.of("Forged"));
      assertThat(person.post(edit, stale).status()).as(forged).isEqualTo(409);
    }
  }

  @Test
  void anAuthorIsAdvisedWhereAPhraseNamesNoSource() {
    assertThat(advice("en", "The ferry, According to Media Reports, is late.")).hasSize(1);
    assertThat(advice("en", "The ferry is late.")).isEmpty();
    assertThat(advice("zh-Hans", "据媒体报道，渡船晚点。")).hasSize(1);
    assertThat(advice("zh-Hant", "據媒體報導，渡船誤點。")).hasSize(1);
    assertThat(advice("ja", "報道によると、渡し船が遅れています。")).hasSize(1);
    assertThat(advice("ko", "언론에 따르면 나룻배가 늦는다고 합니다.")).hasSize(1);
    assertThat(advice("en", "According to media reports.", "cite.0.title", "The Herald")).isEmpty();
    assertThat(published(typed("body", "According to media reports."))).isPositive();
  }

  private List<String> advice(String language, String body, String... more) {
    var all = new ArrayList<>(List.of("body", body, "language", language, "preview", "1"));
    all.addAll(List.of(more));
    return person.post("/write", typed(all.toArray(String[]::new))).page().select("#preview .advice").eachText();
  }

  @Test
  void anEditIsAdvisedToo() {
    long id = desk.article(author, channel, Desk.text(Lang.JA, "題", "本文。"));
    String edit = "/a/" + id + "/edit?lang=ja";
    assertThat(person.submit(edit, edit, "body", "報道によると、遅れています。", "preview", "1").page().select(".advice").text())
        .contains("報道によると");
  }

  @Test
  void thePhrasesAreTheOperators() {
    Person administrator = http.as(people.with(Role.ADMIN));
    try {
      String path = "/admin/settings";
      assertThat(administrator.get(path).page().select("[id=vague.en]").attr("placeholder")).contains("sources say");
      assertThat(administrator.submit(path, path, "vague.en", "a little bird told us\n\n  some say  ").status()).isEqualTo(303);
      assertThat(advice("en", "Some say it is late.")).hasSize(1);
      assertThat(advice("en", "According to media reports it is late.")).isEmpty();
    } finally {
      settings.set(Viewer.CONSOLE, Setting.VAGUE, Lang.EN, "");
      site.rebuild();
    }
  }

  @Test
  void whatMeansTwoThingsIsNoError() {
    assertThat(person.post("/write", typed("row", "add", "preview", "1")).status()).isEqualTo(200);
    Map<String, List<String>> repeated = typed();
    repeated.put("cite.0.title", List.of("One", "Two"));
    repeated.put("row", List.of("add", "0"));
    assertThat(person.post("/write", repeated).status()).isEqualTo(200);
  }
}
