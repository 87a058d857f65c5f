package com.candylake.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The form at {@code /a/<id>/edit}: one's own text in one language, and nothing overwritten unseen. */
class EditArticleTests extends PlatformTest {
  @Autowired private Articles articles;
  @Autowired private Items items;

  private long article(Viewer author) {
    return desk.article(author, desk.channel(), Desk.text(Lang.EN, "The title", "One.\n\nTwo."),
        Desk.text(Lang.JA, "日本語の題", "日本語の本文。"));
  }

  private static String edit(long id, String lang) {
    return "/a/" + id + "/edit?lang=" + lang;
  }

  private long revisions(long id) {
    return number("select count(*) from item_revision where item = ?", id);
  }

  @Test
  void anAuthorEditsAndThePageSaysSo() {
    Viewer author = people.member();
    long id = article(author);
    Person person = http.as(author);
    var form = person.get("/a/" + id + "/edit").page();
    assertThat(form.select("#title").val()).isEqualTo("The title");
    assertThat(form.expectFirst("#body").wholeText()).isEqualTo("One.\n\nTwo.");
    assertThat(form.select("select[name]")).isEmpty();
    Browserless.Answer answer = person.submit("/a/" + id + "/edit", edit(id, "en"), "body", "One.\r\n\r\nThree.");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/a/" + id + "?lang=en&done=edited");
    var page = person.get("/a/" + id + "?lang=en").page();
    assertThat(page.select("main > article > .e-content").text()).isEqualTo("One. Three.");
    assertThat(page.select("header time.dt-updated")).hasSize(1);
    assertThat(page.select(".bar .end").text()).isEqualTo("Revision 2");
  }

  @Test
  void aTranslationIsEditedByItself() {
    Viewer author = people.member();
    long id = article(author);
    Person person = http.as(author);
    assertThat(person.submit(edit(id, "ja"), edit(id, "ja"), "title", "別の題").status()).isEqualTo(303);
    assertThat(person.get("/a/" + id + "?lang=ja").page().select("h1.p-name").text()).isEqualTo("別の題");
    assertThat(person.get("/a/" + id + "?lang=en").page().select("h1.p-name").text()).isEqualTo("The title");
    assertThat(number("select of_revision from item_text where item = ? and lang = 'ja'", id)).isEqualTo(1);
    assertThat(person.get(edit(id, "ko")).status()).isEqualTo(404);
  }

  @Test
  void whatHasMovedOnIsShownAndOverwrittenOnlyKnowingly() {
    Viewer author = people.member();
    long id = article(author);
    Person person = http.as(author);
    var form = new LinkedHashMap<>(person.form(edit(id, "en"), edit(id, "en"), "body", "Mine."));
    articles.revise(author, id, Desk.text(Lang.EN, "The title", "Theirs."), null, null);
    Browserless.Answer answer = person.post(edit(id, "en"), form);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.page().expectFirst("#body").wholeText()).isEqualTo("Mine.");
    assertThat(answer.page().select(".moved pre").text()).isEqualTo("Theirs.");
    assertThat(answer.page().select("input[name=revision]").val()).isEqualTo("2");
    assertThat(person.get("/a/" + id).page().select("main > article > .e-content").text()).isEqualTo("Theirs.");
    form.put("revision", List.of("2"));
    assertThat(person.post(edit(id, "en"), form).status()).isEqualTo(303);
    assertThat(person.get("/a/" + id).page().select("main > article > .e-content").text()).isEqualTo("Mine.");
    for (String nonsense : List.of("", "-1", "99999999999999999999", "two")) {
      form.put("revision", List.of(nonsense));
      form.put("body", List.of("Stale " + nonsense));
      assertThat(person.post(edit(id, "en"), form).status()).as(nonsense).isEqualTo(409);
    }
  }

  @Test
  void nothingChangedIsNoRevisionAndADoubleClickIsOne() {
    Viewer author = people.member();
    long id = article(author);
    Person person = http.as(author);
    long before = revisions(id);
    // a browser sends line breaks as CR and LF
    var form = new LinkedHashMap<>(person.form(edit(id, "en"), edit(id, "en"), "body", "One.\r\n\r\nTwo."));
    assertThat(person.post(edit(id, "en"), form).status()).isEqualTo(303);
    assertThat(revisions(id)).isEqualTo(before);
    assertThat(person.get("/a/" + id).page().select("header time.dt-updated")).isEmpty();
    form.put("body", List.of("Clicked twice."));
    assertThat(person.post(edit(id, "en"), form).status()).isEqualTo(303);
    assertThat(person.post(edit(id, "en"), form).status()).isEqualTo(303);
    assertThat(revisions(id)).isEqualTo(before + 1);
  }

  @Test
  void whatIsWrongIsSaidAndKept() {
    Viewer author = people.member();
    long id = article(author);
    Browserless.Answer answer = http.as(author).submit(edit(id, "en"), edit(id, "en"), "title", "", "body", "a\u202Eb");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#title-problem")).hasSize(1);
    assertThat(answer.page().select("#body-problem").text()).isEqualTo("The character U+202E cannot be used here.");
    assertThat(answer.page().expectFirst("#body").wholeText()).isEqualTo("a\u202Eb");
    assertThat(answer.page().select("input[name=revision]").val()).isEqualTo("1");
    assertThat(revisions(id)).isEqualTo(2);
  }

  @Test
  void aPreviewOfAnEditStoresNothing() {
    Viewer author = people.member();
    long id = article(author);
    Browserless.Answer answer = http.as(author).submit(edit(id, "en"), edit(id, "en"), "body", "*Other*.", "preview", "1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.page().select("#preview .e-content em").text()).isEqualTo("Other");
    assertThat(revisions(id)).isEqualTo(2);
  }

  @Test
  void nobodyElseEdits() {
    Viewer author = people.member();
    long id = article(author);
    long draft = desk.article(author, desk.channel(), Stage.DRAFT, null);
    for (Viewer other : List.of(people.member(), people.with(Role.ADMIN), people.with(Role.MODERATOR))) {
      Person person = http.as(other);
      assertThat(person.get("/a/" + id + "/edit").status()).isEqualTo(403);
      var form = person.form("/write", "/write", "title", "Taken over", "body", "Mine now.", "revision", "1");
      assertThat(person.post(edit(id, "en"), form).status()).isEqualTo(403);
      assertThat(person.post(edit(draft, "en"), form).status()).isEqualTo(404);
      assertThat(person.post("/a/999999999/edit", form).status()).isEqualTo(404);
    }
    assertThat(http.get("/a/" + id + "/edit").header("Location")).contains("/sign-in?then=%2Fa%2F" + id + "%2Fedit");
    assertThat(revisions(id)).isEqualTo(2);
    items.move(author, id, Stage.WITHDRAWN, null);
    assertThat(http.as(author).get("/a/" + id + "/edit").status()).isEqualTo(403);
  }

  @Test
  void onlyTheAuthorIsOfferedToEditAndToDelete() {
    Viewer author = people.member();
    long id = article(author);
    var own = http.as(author).get("/a/" + id + "?lang=ja").page().select(".byline a");
    assertThat(own.eachAttr("href")).isEqualTo(List.of(edit(id, "ja"), "/a/" + id + "/translate?to=ja",
        "/i/" + id + "/withdraw"));
    assertThat(http.as(people.member()).get("/a/" + id).page().select(".byline")).isEmpty();
    assertThat(http.get("/a/" + id).page().select(".byline")).isEmpty();
  }

  @Test
  void anotherKindOfItemIsNotEditedHere() {
    Viewer author = people.member();
    long flash = desk.flash(author, Lang.EN, "Short news.");
    Person person = http.as(author);
    assertThat(person.get("/a/" + flash + "/edit").status()).isEqualTo(301);
    Map<String, List<String>> form = person.form("/write", "/write", "title", "T", "body", "B", "revision", "1");
    assertThat(person.post(edit(flash, "en"), form).status()).isEqualTo(301);
    assertThat(revisions(flash)).isEqualTo(1);
  }
}
