package com.candylake.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The form at {@code /a/<id>/translate}: the original and, beside each paragraph, its translation. */
class TranslationTests extends PlatformTest {
  @Autowired private Articles articles;
  @Autowired private Measures measures;
  private Viewer author;
  private Channel channel;
  private long id;
  private String form;

  @BeforeEach
  void anArticle() {
    author = people.member();
    channel = desk.channel();
    id = desk.article(author, channel, Desk.text(Lang.EN, "The ferry", "It leaves at seven.\n\n## Why\n\n- one\n- two"));
    form = "/a/" + id + "/translate?to=ja";
  }

  private void revise(String title, String body) {
    articles.revise(author, id, Desk.text(Lang.EN, title, body), null, null);
  }

  private Browserless.Answer translate(Person person, String... values) {
    return person.submit(form, form, values);
  }

  private void translated() {
    assertThat(translate(http.as(author), "title", "渡し船", "block.0", "七時に出ます。", "block.1", "## 理由", "block.2",
        "- 一\n- 二").status()).isEqualTo(303);
  }

  private static List<String> typed(Document page) {
    return page.select(".pair textarea").stream().map(field -> field.wholeText()).toList();
  }

  private Document japanese() {
    return http.get("/a/" + id + "?lang=ja", "Accept-Language", "en").page();
  }

  private String stored() {
    return text("select markdown from item_revision where item = ? and lang = 'ja' order by revision desc limit 1", id);
  }

  private long revisions() {
    return number("select count(*) from item_revision where item = ?", id);
  }

  @Test
  void anEditorOfTheChannelPutsAnArticleIntoAnotherLanguage() {
    Viewer editor = people.editorOf(channel.id());
    Person person = http.as(editor);
    Document page = person.get(form).page();
    assertThat(page.select(".pair > div > .difference").eachText())
        .containsExactly("It leaves at seven.", "## Why", "- one - two");
    assertThat(page.select(".pair textarea").eachAttr("name")).containsExactly("block.0", "block.1", "block.2");
    assertThat(page.select(".pair textarea").eachAttr("lang")).containsOnly("ja");
    Browserless.Answer answer = translate(person, "title", "渡し船", "block.0", "七時に出ます。", "block.1", "## 理由", "block.2", "");
    assertThat(answer.header("Location")).contains("/a/" + id + "?lang=ja&done=translated");
    assertThat(stored()).isEqualTo("七時に出ます。\n\n## 理由");
    assertThat(text("select origin || of_revision || revision from item_text where item = ? and lang = 'ja'", id))
        .isEqualTo("TRANSLATOR11");
    assertThat(number("select count(*) from item where id = ? and edited_at is null", id)).isEqualTo(1);
    assertThat(japanese().select(".texts .made").text()).isEqualTo("Translated from English, of revision 1");
    assertThat(japanese().select(".stale")).isEmpty();
    assertThat(http.get("/a/" + id + "/history?lang=ja").page().select(".revisions a[translate]").text())
        .isEqualTo(text("select name from member where id = ?", People.id(editor)));
  }

  @Test
  void aTranslationIsTakenApartAgainAndChanged() {
    translated();
    Person person = http.as(author);
    Document page = person.get(form).page();
    assertThat(page.expectFirst("#title").val()).isEqualTo("渡し船");
    assertThat(page.select(".pair textarea").eachText()).containsExactly("七時に出ます。", "## 理由", "- 一\n- 二");
    assertThat(page.select(".stale")).isEmpty();
    assertThat(translate(person, "block.0", "七時に出航します。").status()).isEqualTo(303);
    assertThat(stored()).isEqualTo("七時に出航します。\n\n## 理由\n\n- 一\n- 二");
    long before = revisions();
    assertThat(translate(person).status()).as("nothing changed").isEqualTo(303);
    assertThat(revisions()).isEqualTo(before);
  }

  @Test
  void whatHasNotAsManyParagraphsIsFilledInFromTheTop() {
    articles.revise(author, id, Desk.text(Lang.JA, "題", "一。\n\n二。\n\n三。\n\n四。"), 1, null);
    Document page = http.as(author).get(form).page();
    assertThat(page.select(".stale").text()).contains("not as many paragraphs");
    assertThat(page.select(".pair textarea").eachText()).containsExactly("一。", "二。", "三。\n\n四。");
    translate(http.as(author), "block.0", "一、");
    assertThat(stored()).isEqualTo("一、\n\n二。\n\n三。\n\n四。");
  }

  @Test
  void whenTheOriginalMovesOnReadersAndTranslatorsAreTold() {
    translated();
    revise("The ferry", "New first.\n\nIt leaves at eight.\n\n## Why");
    Document page = japanese();
    assertThat(page.select(".texts .stale").text()).isEqualTo("The original has changed since");
    String compare = page.select(".texts .stale").attr("href");
    assertThat(compare).isEqualTo("/a/" + id + "/history/2?lang=en&from=1");
    assertThat(http.get(compare).page().select("del").text()).contains("seven");
    assertThat(http.get("/a/" + id + "?lang=en").page().select(".stale")).isEmpty();
    Person person = http.as(author);
    Document work = person.get(form).page();
    assertThat(work.select("main > .stale").text()).contains("made from revision 1", "now at revision 2");
    assertThat(work.select(".pair .since").eachText())
        .containsExactly("Changed since", "New in the original", "No longer in the original");
    assertThat(typed(work)).containsExactly("七時に出ます。", "", "## 理由");
    assertThat(work.select(".pair:last-of-type").text()).contains("- 一 - 二");
    translate(person, "block.0", "新しい段落。", "block.1", "八時に出ます。");
    assertThat(japanese().select(".stale")).isEmpty();
    assertThat(number("select of_revision from item_text where item = ? and lang = 'ja'", id)).isEqualTo(2);
  }

  @Test
  void whatWasBegunBeforeTheOriginalMovedOnIsKeptAsATranslationOfWhatItWas() {
    Person person = http.as(author);
    var typed = person.form(form, form, "title", "渡し船", "block.0", "七時に出ます。");
    revise("The ferry", "It leaves at eight.");
    assertThat(person.post(form, typed).status()).isEqualTo(303);
    assertThat(number("select of_revision from item_text where item = ? and lang = 'ja'", id)).isEqualTo(1);
    assertThat(japanese().select(".stale")).hasSize(1);
  }

  @Test
  void whatMovedOnMeanwhileIsShownAndWhatWasTypedIsKept() {
    Person person = http.as(author);
    var typed = new LinkedHashMap<>(person.form(form, form, "title", "私の題", "block.0", "私の訳。", "block.2", "最後。"));
    articles.revise(author, id, Desk.text(Lang.JA, "別の題", "別の訳。"), 1, null);
    Browserless.Answer answer = person.post(form, typed);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.page().expectFirst("#title").val()).isEqualTo("私の題");
    assertThat(typed(answer.page())).containsExactly("私の訳。", "", "最後。");
    assertThat(answer.page().select(".moved pre").text()).isEqualTo("別の訳。");
    assertThat(stored()).isEqualTo("別の訳。");
    typed.put("revision", List.of(answer.page().select("input[name=revision]").val()));
    assertThat(person.post(form, typed).status()).isEqualTo(303);
    assertThat(stored()).isEqualTo("私の訳。\n\n最後。");
  }

  @Test
  void forgedNumbersAreAConflictAndLoseNothing() {
    translated();
    long before = revisions();
    Person person = http.as(author);
    for (String of : List.of("", "0", "2", "999999999", "-1", "x", "99999999999999")) {
      Browserless.Answer answer = translate(person, "of", of, "block.0", "別の訳。");
      assertThat(answer.status()).as(of).isEqualTo(409);
      assertThat(answer.page().select("textarea").eachText()).as(of).contains("別の訳。");
    }
    for (String revision : List.of("", "0", "2", "999999999", "x")) {
      assertThat(translate(person, "revision", revision, "block.0", "別の訳。").status()).as(revision).isEqualTo(409);
    }
    assertThat(revisions()).isEqualTo(before);
  }

  @Test
  void nobodyElseTranslates() {
    long draft = desk.article(author, channel, Stage.DRAFT, null);
    long held = desk.article(author, channel);
    measures.open(people.with(Role.MODERATOR), held, Restriction.HELD, "rules", "Somebody has to look.");
    Person writer = http.as(author);
    var typed = writer.form(form, form, "title", "題", "block.0", "訳。");
    for (Viewer other : List.of(people.member(), people.with(Role.ADMIN), people.with(Role.MODERATOR),
        people.editorOf(desk.channel().id()))) {
      Person person = http.as(other);
      typed.put("_csrf", List.of(person.token("/languages")));
      assertThat(person.get(form).status()).isEqualTo(403);
      assertThat(person.post(form, typed).status()).isEqualTo(403);
      assertThat(person.post("/a/" + draft + "/translate?to=ja", typed).status()).isEqualTo(404);
      assertThat(person.get("/a/" + id).page().select(".byline")).isEmpty();
    }
    Person editor = http.as(people.editorOf(channel.id()));
    typed.put("_csrf", List.of(editor.token("/languages")));
    assertThat(editor.get("/a/" + held + "/translate?to=ja").status()).isEqualTo(403);
    assertThat(editor.post("/a/" + held + "/translate?to=ja", typed).status()).isEqualTo(403);
    assertThat(editor.get("/a/" + id).page().select(".byline a").eachAttr("href")).containsExactly("/a/" + id + "/translate");
    assertThat(http.get(form).header("Location").orElseThrow()).startsWith("/sign-in?");
    assertThat(revisions()).isEqualTo(1);
  }

  @Test
  void anEditorSeesNothingThatWasWrittenBeforePublication() {
    long draft = desk.article(author, channel, Stage.DRAFT, null, Desk.text(Lang.EN, "T", "A secret."));
    articles.revise(author, draft, Desk.text(Lang.EN, "T", "Better."), null, null);
    articles.revise(author, draft, Desk.text(Lang.JA, "題", "秘密。"), 1, null);
    numbers("update item set stage = 'PUBLISHED' where id = ? returning id", draft);
    String path = "/a/" + draft + "/translate?to=ja";
    Person editor = http.as(people.editorOf(channel.id()));
    assertThat(editor.get(path).body()).doesNotContain("secret").contains("Better.");
    Browserless.Answer answer = editor.submit(path, path, "of", "1", "title", "\0");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void theOriginalIsNoTranslationAndALanguageIsChosen() {
    Person person = http.as(author);
    assertThat(person.get("/a/" + id + "/translate?to=en").status()).isEqualTo(404);
    Document choice = person.get("/a/" + id + "/translate").page();
    assertThat(choice.select("main ul a").eachAttr("href")).contains("/a/" + id + "/translate?to=ja")
        .doesNotContain("/a/" + id + "/translate?to=en");
    for (String to : List.of("xx", "fr", "", "%00", "..")) {
      assertThat(person.get("/a/" + id + "/translate?to=" + to).page().select("main ul a")).as(to).isNotEmpty();
    }
    var typed = person.form(form, form, "title", "題", "block.0", "訳。");
    assertThat(person.post("/a/" + id + "/translate?to=fr", typed).status()).isEqualTo(422);
    assertThat(person.post("/a/" + id + "/translate?to=en", typed).status()).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsSaidBesideTheFieldAndKept() {
    Person person = http.as(author);
    Browserless.Answer answer = translate(person, "title", "", "block.1", "a\u202Eb", "block.2", "good");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#title-problem")).hasSize(1);
    assertThat(answer.page().select("[id='block.1-problem']").text()).contains("U+202E");
    assertThat(answer.page().select("[id='block.2']").text()).isEqualTo("good");
    assertThat(translate(person, "title", "題").page().select("[id='block.0-problem']")).hasSize(1);
    assertThat(translate(person, "title", "題", "block.0", "字".repeat(60_000), "block.1", "字".repeat(60_000)).status())
        .isEqualTo(422);
    assertThat(translate(person, "title", "題", "block.0", "字".repeat(1_000_000)).status()).isEqualTo(413);
    assertThat(revisions()).isEqualTo(1);
  }

  @Test
  void fieldsThatNoFormHasAreTextAsWell() {
    Person person = http.as(author);
    Map<String, List<String>> typed = person.form(form, form, "title", "題", "block.0", "一。", "block.999", "最後。",
        "block.1000", "四桁。", "block.x", "文字。");
    typed.put("block.1", List.of("二。", "繰り返し。"));
    assertThat(person.post(form, typed).status()).isEqualTo(303);
    assertThat(stored()).isEqualTo("一。\n\n二。\n\n最後。");
    Map<String, List<String>> again = person.form(form, form, "block.0", "\0", "block.999", "まだある。");
    Browserless.Answer refused = person.post(form, again);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select("textarea").eachText().getLast()).contains("まだある。");
  }

  @Test
  void aVeryLongArticleSharesFields() {
    long many = desk.article(author, channel, Desk.text(Lang.EN, "T", "a\n\n".repeat(30_000)));
    Document page = http.as(author).get("/a/" + many + "/translate?to=ja").page();
    assertThat(page.select(".pair textarea")).hasSizeBetween(150, 200);
  }
}
