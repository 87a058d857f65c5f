package com.candylake.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is written is kept while it is written; nobody else sees it, and no window overwrites another unseen. */
class DraftTests extends PlatformTest {
  @Autowired private Drafts drafts;

  /** What an open page sends every few seconds. */
  private static Browserless.Answer quiet(Person person, Map<String, List<String>> form, String... values) {
    var fields = new LinkedHashMap<>(form);
    fields.put("quiet", List.of("1"));
    for (int i = 0; i < values.length; i += 2) {
      fields.put(values[i], List.of(values[i + 1]));
    }
    return person.post("/drafts", fields);
  }

  private static String draft(Browserless.Answer saved) {
    assertThat(saved.status()).isEqualTo(200);
    return saved.page().body().attr("data-draft");
  }

  private static String version(Browserless.Answer saved) {
    return saved.page().body().attr("data-version");
  }

  private long rows(Viewer member) {
    return number("select count(*) from draft where member = ?", People.id(member));
  }

  @Test
  void withAButtonItIsSavedWrittenOnAndPublished() {
    Viewer author = people.member();
    Person person = http.as(author);
    String slug = desk.channel().slug();
    Browserless.Answer answer = person.submit("/write", "/write", "title", "半成品", "body", "第一段。");
    assertThat(answer.status()).isEqualTo(422);
    Browserless.Answer saved = person.post("/drafts", person.form("/write", "/write", "title", "半成品", "body", "第一段。"));
    assertThat(saved.status()).isEqualTo(303);
    String path = saved.header("Location").orElseThrow().replaceFirst("\\?.*", "");
    assertThat(person.get(saved.header("Location").orElseThrow()).page().select(".notice").text()).isEqualTo("Draft saved.");
    assertThat(person.get("/write").page().select(".begun a").eachText()).contains("半成品");
    assertThat(person.get("/drafts").page().select(".own .title a").eachAttr("href")).containsExactly(path);
    var form = person.get(path).page();
    assertThat(form.select("#title").val()).isEqualTo("半成品");
    assertThat(form.expectFirst("#body").wholeText()).isEqualTo("第一段。");
    Browserless.Answer published = person.submit(path, "/write", "body", "第一段。第二段。", "channel", slug, "language", "zh-Hans");
    assertThat(published.status()).isEqualTo(303);
    assertThat(published.header("Location").orElseThrow()).startsWith("/a/");
    assertThat(rows(author)).isZero();
    assertThat(person.get(path).status()).isEqualTo(404);
    assertThat(person.get("/drafts").page().select(".empty")).hasSize(1);
  }

  @Test
  void anOpenPageSavesAgainAndAgain() {
    Viewer author = people.member();
    Person person = http.as(author);
    String slug = desk.channel().slug();
    var form = person.form("/write", "/write");
    Browserless.Answer first = quiet(person, form, "title", "A", "body", "One.");
    assertThat(version(first)).isEqualTo("1");
    assertThat(version(quiet(person, form, "title", "A", "body", "One."))).isEqualTo("1");
    Browserless.Answer second = quiet(person, form, "draft", draft(first), "version", "1", "title", "A", "body", "One. Two.",
        "channel", slug, "language", "en");
    assertThat(version(second)).isEqualTo("2");
    assertThat(version(quiet(person, form, "draft", draft(first), "version", "2", "title", "A", "body", "One. Two.",
        "channel", slug, "language", "en"))).isEqualTo("2");
    assertThat(rows(author)).isEqualTo(1);
    var page = person.get("/drafts/" + draft(first)).page();
    assertThat(page.select("#channel option[selected]").val()).isEqualTo(slug);
    assertThat(page.select("#language option[selected]").val()).isEqualTo("en");
    assertThat(page.select("#saving time")).hasSize(1);
  }

  @Test
  void aFirstSaveSentAtOnceFromManyHandsIsOneDraft() throws Exception {
    Viewer author = people.member();
    var form = http.as(author).form("/write", "/write", "title", "Once", "body", "Only.");
    var together = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(6)) {
      var all = new ArrayList<Future<String>>();
      for (int i = 0; i < 6; i++) {
        Person person = http.as(author);
        String token = person.token("/write");
        all.add(pool.submit(() -> {
          together.await();
          return draft(quiet(person, form, "_csrf", token));
        }));
      }
      together.countDown();
      var ids = new ArrayList<String>();
      for (var one : all) {
        ids.add(one.get());
      }
      assertThat(ids).containsOnly(ids.getFirst());
    }
    assertThat(rows(author)).isEqualTo(1);
  }

  @Test
  void twoWindowsArePutTogether() {
    Person person = http.as(people.member());
    var form = person.form("/write", "/write");
    String base = "第一句。第二句。\n\n第三句。第四句。";
    String id = draft(quiet(person, form, "title", "题", "body", base));
    String theirs = base.replace("第四句", "第四句改过了");
    assertThat(version(quiet(person, form, "draft", id, "version", "1", "title", "题", "body", theirs))).isEqualTo("2");
    String mine = base.replace("第一句", "第一句也改了");
    Browserless.Answer moved = quiet(person, form, "draft", id, "version", "1", "title", "新题", "body", mine);
    assertThat(moved.status()).isEqualTo(409);
    assertThat(moved.page().expectFirst("#odds pre").wholeText()).isEqualTo(theirs);
    assertThat(version(moved)).isEqualTo("2");
    Browserless.Answer merged = quiet(person, form, "draft", id, "version", "1", "title", "新题", "body", mine,
        "base.title", "题", "base.body", base);
    assertThat(version(merged)).isEqualTo("3");
    assertThat(merged.page().select("input[name=title]").val()).isEqualTo("新题");
    assertThat(merged.page().expectFirst("textarea[name=body]").wholeText())
        .isEqualTo("第一句也改了。第二句。\n\n第三句。第四句改过了。");
    Browserless.Answer odds = quiet(person, form, "draft", id, "version", "1", "title", "题", "body", base.replace("第四", "第五"),
        "base.title", "题", "base.body", base);
    assertThat(odds.status()).isEqualTo(409);
    assertThat(text("select body from draft where id = " + id)).isEqualTo("第一句也改了。第二句。\n\n第三句。第四句改过了。");
  }

  @Test
  void aSecondWindowDoesNotTakeOverTheFirstOnesDraft() {
    Viewer author = people.member();
    Person person = http.as(author);
    var form = person.form("/write", "/write");
    quiet(person, form, "title", "First", "body", "Window.");
    assertThat(quiet(person, form, "title", "Second", "body", "Another.").status()).isEqualTo(409);
    long id = desk.article(author, desk.channel(), Desk.text(Lang.EN, "Published", "Text."));
    var edit = person.form("/a/" + id + "/edit", "/a/" + id + "/edit?lang=en");
    quiet(person, edit, "body", "Text, one.");
    assertThat(quiet(person, edit, "body", "Text, other.").status()).isEqualTo(409);
    assertThat(rows(author)).isEqualTo(2);
  }

  @Test
  void withoutScriptTheOtherWindowsTextIsShownAndReplacedOnlyKnowingly() {
    Viewer author = people.member();
    Person person = http.as(author);
    String slug = desk.channel().slug();
    var form = person.form("/write", "/write", "title", "Mine", "body", "Mine.", "channel", slug, "language", "en");
    String id = draft(quiet(person, form, "title", "T", "body", "Base."));
    quiet(person, form, "draft", id, "version", "1", "title", "Theirs", "body", "Theirs.");
    form.put("draft", List.of(id));
    form.put("version", List.of("1"));
    for (String action : List.of("/drafts", "/write")) {
      Browserless.Answer answer = person.post(action, form);
      assertThat(answer.status()).as(action).isEqualTo(409);
      assertThat(answer.page().select(".moved pre").text()).isEqualTo("Theirs.");
      assertThat(answer.page().expectFirst("#body").wholeText()).isEqualTo("Mine.");
      assertThat(answer.page().select("input[name=version]").val()).isEqualTo("2");
    }
    form.put("version", List.of("2"));
    assertThat(person.post("/write", form).status()).isEqualTo(303);
    assertThat(rows(author)).isZero();
    // the second of two clicks leads to the same article
    assertThat(person.post("/write", form).status()).isEqualTo(303);
    assertThat(number("select count(*) from item where author = ?", People.id(author))).isEqualTo(1);
  }

  @Test
  void aRefusedPublicationEndsNoDraft() {
    Viewer author = people.member();
    Person person = http.as(author);
    var form = person.form("/write", "/write");
    String id = draft(quiet(person, form, "title", "T", "body", "Base."));
    Browserless.Answer answer = person.submit("/drafts/" + id, "/write", "title", "");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("input[name=draft]").val()).isEqualTo(id);
    assertThat(answer.page().select("input[name=version]").val()).isEqualTo("1");
    assertThat(rows(author)).isEqualTo(1);
  }

  @Test
  void whatIsEditedIsKeptBesideWhatReadersSee() {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel(), Desk.text(Lang.EN, "Title", "Published."), Desk.text(Lang.JA, "題", "公開。"));
    Person person = http.as(author);
    String edit = "/a/" + id + "/edit?lang=en";
    assertThat(person.post("/drafts", person.form(edit, edit, "body", "Not yet.")).status()).isEqualTo(303);
    assertThat(http.get("/a/" + id + "?lang=en").page().select("main > article > .e-content").text()).isEqualTo("Published.");
    var page = person.get(edit).page();
    assertThat(page.expectFirst("#body").wholeText()).isEqualTo("Not yet.");
    assertThat(person.get("/a/" + id + "/edit?lang=ja").page().expectFirst("#body").wholeText()).isEqualTo("公開。");
    assertThat(person.get("/drafts").page().select(".own .title a").eachAttr("href")).containsExactly(edit);
    String draft = page.select("input[name=draft]").val();
    assertThat(person.get("/drafts/" + draft).header("Location").orElseThrow()).isEqualTo(edit);
    assertThat(person.submit(edit, edit).status()).isEqualTo(303);
    assertThat(http.get("/a/" + id + "?lang=en").page().select("main > article > .e-content").text()).isEqualTo("Not yet.");
    assertThat(rows(author)).isZero();
    assertThat(person.get(edit).page().select("input[name=draft]").val()).isEqualTo("0");
  }

  @Test
  void whatMovedOnMeanwhileIsSaidWhereEditingGoesOn() {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel(), Desk.text(Lang.EN, "Title", "Published."));
    Person person = http.as(author);
    String edit = "/a/" + id + "/edit?lang=en";
    person.post("/drafts", person.form(edit, edit, "body", "Mine."));
    // elsewhere, without this draft
    var other = new LinkedHashMap<>(person.form(edit, edit, "body", "Theirs."));
    other.put("draft", List.of("0"));
    other.put("version", List.of("0"));
    assertThat(person.post(edit, other).status()).isEqualTo(303);
    var page = person.get(edit).page();
    assertThat(page.select(".moved pre").text()).isEqualTo("Theirs.");
    assertThat(page.expectFirst("#body").wholeText()).isEqualTo("Mine.");
    assertThat(person.submit(edit, edit).status()).isEqualTo(303);
    assertThat(http.get("/a/" + id).page().select("main > article > .e-content").text()).isEqualTo("Mine.");
  }

  @Test
  void whatIsDiscardedComesBackForThirtyDays() {
    Viewer author = people.member();
    Person person = http.as(author);
    String id = draft(quiet(person, person.form("/write", "/write"), "title", "Old", "body", "Text."));
    assertThat(person.submit("/drafts", "/drafts/" + id + "/discard").header("Location").orElseThrow())
        .isEqualTo("/drafts?done=draft-discarded");
    assertThat(person.get("/write").page().select(".begun")).isEmpty();
    assertThat(person.get("/drafts").page().select(".own .title a")).isEmpty();
    assertThat(person.submit("/drafts", "/drafts/" + id + "/restore").header("Location").orElseThrow())
        .isEqualTo("/drafts/" + id + "?done=draft-restored");
    person.submit("/drafts", "/drafts/" + id + "/discard");
    clock.advance(Duration.ofDays(29));
    drafts.purge(Viewer.CONSOLE);
    assertThat(rows(author)).isEqualTo(1);
    clock.advance(Duration.ofDays(2));
    drafts.purge(Viewer.CONSOLE);
    assertThat(rows(author)).isZero();
  }

  @Test
  void nobodyElseSeesWritesOrDiscardsIt() {
    Viewer author = people.member();
    Person person = http.as(author);
    String id = draft(quiet(person, person.form("/write", "/write"), "title", "Secret", "body", "Text."));
    long article = desk.article(author, desk.channel(), Stage.PUBLISHED, null);
    for (Viewer viewer : List.of(people.member(), people.with(Role.ADMIN), people.with(Role.MODERATOR))) {
      Person other = http.as(viewer);
      assertThat(other.get("/drafts/" + id).status()).isIn(403, 404);
      var form = other.form("/languages", "/languages");
      assertThat(other.post("/drafts/" + id + "/discard", form).status()).isIn(403, 404);
      assertThat(other.post("/drafts/" + id + "/restore", form).status()).isIn(403, 404);
      assertThat(quiet(other, form, "draft", id, "version", "1", "title", "Taken", "body", "over").status()).isIn(403, 404);
      assertThat(quiet(other, form, "item", String.valueOf(article), "language", "en", "revision", "1", "title", "Taken",
          "body", "over").status()).isIn(403, 404);
    }
    assertThat(http.get("/drafts").status()).isEqualTo(303);
    assertThat(http.get("/drafts/" + id).status()).isEqualTo(303);
    assertThat(number("select count(*) from draft where discarded_at is not null and id = " + id)).isZero();
    assertThat(text("select title from draft where id = " + id)).isEqualTo("Secret");
  }

  @Test
  void whatCannotBeKeptIsSaidAndNothingIsStored() {
    Viewer author = people.member();
    Person person = http.as(author);
    var form = person.form("/write", "/write");
    for (String[] bad : new String[][] {{"body", "a\u0000b"}, {"title", "a\u202Eb"}, {"title", "x".repeat(481)},
        {"body", "x".repeat(200_001)}, {"channel", "x".repeat(41)}}) {
      var fields = new ArrayList<>(List.of("title", "T", "body", "B"));
      fields.addAll(Arrays.asList(bad));
      Browserless.Answer answer = quiet(person, form, fields.toArray(String[]::new));
      assertThat(answer.status()).as(bad[0]).isEqualTo(422);
      assertThat(answer.page().body().attr("data-draft")).isEqualTo("0");
    }
    Browserless.Answer shown = person.post("/drafts", person.form("/write", "/write", "title", "T", "body", "a\u202Eb"));
    assertThat(shown.status()).isEqualTo(422);
    assertThat(shown.page().select("#body-problem")).hasSize(1);
    assertThat(shown.page().expectFirst("#body").wholeText()).isEqualTo("a\u202Eb");
    for (String number : List.of("-1", "99999999999999999999", "two", "1.5", "")) {
      assertThat(quiet(person, form, "draft", number, "version", number, "title", "N" + number, "body", "B").status())
          .as(number).isIn(200, 409);
    }
    assertThat(quiet(person, form, "draft", "999999999", "version", "1", "title", "T", "body", "B").status()).isEqualTo(404);
    assertThat(quiet(person, form, "item", "x", "language", "en", "title", "T", "body", "B").status()).isEqualTo(404);
    assertThat(quiet(person, form, "item", "1", "language", "xx", "title", "T", "body", "B").status()).isEqualTo(404);
    assertThat(rows(author)).isEqualTo(1);
  }

  @Test
  void thereAreNoMoreThanTwoHundred() {
    Viewer author = people.member();
    for (int i = 0; i < Drafts.MOST; i++) {
      drafts.save(author, Drafts.Mark.NONE, new Typed("T" + i, "B", "", ""), "", null, "");
    }
    Person person = http.as(author);
    Browserless.Answer answer = quiet(person, person.form("/write", "/write"), "title", "One more", "body", "B");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#draft-problem").text()).contains("200");
    assertThat(rows(author)).isEqualTo(Drafts.MOST);
  }

  @Test
  void sourcesAreKeptWithIt() {
    Viewer author = people.member();
    Person person = http.as(author);
    var form = person.form("/write", "/write");
    String id = draft(quiet(person, form, "title", "T", "body", "B", "cite.0.title", "港务局 & 日志", "cite.0.quotation", "一盏灯。",
        "cite.3.url", "not yet"));
    var page = person.get("/drafts/" + id).page();
    assertThat(page.select("[name='cite.0.title']").val()).isEqualTo("港务局 & 日志");
    assertThat(page.expectFirst("[name='cite.0.quotation']").wholeText()).isEqualTo("一盏灯。");
    assertThat(page.select("[name='cite.1.url']").val()).isEqualTo("not yet");
    Browserless.Answer merged = quiet(person, form, "draft", id, "version", "0", "title", "T", "body", "B", "cite.0.title",
        "Another window", "base.title", "T", "base.body", "B");
    assertThat(version(merged)).isEqualTo("2");
    assertThat(person.get("/drafts/" + id).page().select("[name^=cite][name$=title]").eachAttr("value"))
        .containsExactly("Another window", "港务局 & 日志", "");
  }

  @Test
  void aDraftWritesNoChange() {
    Person person = http.as(people.member());
    var form = person.form("/write", "/write");
    long before = number("select seq from change_head");
    quiet(person, form, "title", "Quiet", "body", "B");
    assertThat(number("select seq from change_head")).isEqualTo(before);
  }
}
