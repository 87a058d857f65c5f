package com.candylake.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.Queries;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an author says to readers of a change that put something right. */
class CorrectionTests extends PlatformTest {
  private Viewer author;
  private Person person;
  private long id;

  @BeforeEach
  void anArticle() {
    author = people.member();
    person = http.as(author);
    id = desk.article(author, desk.channel(), Desk.text(Lang.EN, "The ferry", "It leaves at seven."),
        Desk.text(Lang.JA, "渡し船", "七時に出ます。"));
  }

  private Browserless.Answer edit(String lang, String... values) {
    String path = "/a/" + id + "/edit?lang=" + lang;
    return person.submit(path, path, values);
  }

  private Document page(String lang) {
    return http.get("/a/" + id + "?lang=" + lang, "Accept-Language", "en").page();
  }

  private long corrections() {
    return number("select count(*) from correction where item = ?", id);
  }

  @Test
  void aCorrectionStandsAtTheTopWithItsDateAndTheDifferenceTheNewestFirst() {
    assertThat(edit("en", "body", "It leaves at eight.", "correction", "It leaves at eight, not at seven.").status())
        .isEqualTo(303);
    assertThat(edit("en", "title", "The ferries", "correction", "There are\ntwo <b>ferries</b>.").status()).isEqualTo(303);
    Document page = page("en");
    assertThat(page.select(".corrections .words").eachText())
        .containsExactly("There are two <b>ferries</b>.", "It leaves at eight, not at seven.");
    assertThat(page.select(".corrections .words").eachAttr("lang")).containsOnly("en");
    assertThat(page.select(".corrections time")).hasSize(2);
    assertThat(page.select(".corrections a").eachAttr("href"))
        .containsExactly("/a/" + id + "/history/3?lang=en", "/a/" + id + "/history/2?lang=en");
    assertThat(page.select("header time.dt-updated")).hasSize(1);
    assertThat(http.get("/a/" + id + "/history?lang=en").page().select(".note span").eachText()).hasSize(2);
    assertThat(page("ja").select(".corrections")).isEmpty();
  }

  @Test
  void aCorrectionOfATranslationIsOfThatAndDatesTheArticle() {
    assertThat(edit("ja", "body", "八時に出ます。", "correction", "出発は八時です。").status()).isEqualTo(303);
    assertThat(page("ja").select(".corrections .words").text()).isEqualTo("出発は八時です。");
    assertThat(page("en").select(".corrections")).isEmpty();
    assertThat(page("en").select("header time.dt-updated")).hasSize(1);
  }

  @Test
  void aSmallEditNeedsNoneAndADraftHasNoReadersToTell() {
    assertThat(edit("en", "body", "It leaves at eight.", "correction", " \n").status()).isEqualTo(303);
    assertThat(corrections()).isZero();
    assertThat(page("en").select(".corrections")).isEmpty();
    long draft = desk.article(author, desk.channel(), Stage.DRAFT, null);
    assertThat(person.get("/a/" + draft + "/edit").page().select("#correction")).isEmpty();
    assertThat(person.get("/write").page().select("#correction")).isEmpty();
    String path = "/a/" + draft + "/edit?lang=en";
    assertThat(person.submit(path, path, "body", "Other.", "correction", "Forged.").status()).isEqualTo(303);
    assertThat(number("select count(*) from correction where item = ?", draft)).isZero();
  }

  @Test
  void aCorrectionOfNothingIsRefusedAndASecondClickIsNot() {
    Browserless.Answer answer = edit("en", "correction", "Nothing.");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#correction-problem").text()).contains("needs a change");
    assertThat(answer.page().select("#correction").text()).isEqualTo("Nothing.");
    String path = "/a/" + id + "/edit?lang=en";
    var form = person.form(path, path, "body", "It leaves at eight.", "correction", "At eight.");
    assertThat(person.post(path, form).status()).isEqualTo(303);
    assertThat(person.post(path, form).status()).isEqualTo(303);
    assertThat(corrections()).isEqualTo(1);
  }

  @Test
  void whatIsWrongWithANoteIsSaidBesideItAndNothingIsWritten() {
    for (String note : List.of("a\u202Eb", "x\0", "\u200B", "字".repeat(501), "字".repeat(100_000))) {
      Browserless.Answer answer = edit("en", "body", "Another text.", "correction", note);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.page().select("#correction-problem")).hasSize(1);
      assertThat(answer.page().select("#body").text()).isEqualTo("Another text.");
    }
    assertThat(number("select count(*) from item_revision where item = ?", id)).isEqualTo(2);
    assertThat(edit("en", "body", "Another text.", "correction", "字".repeat(500)).status()).isEqualTo(303);
  }

  @Test
  void aConflictKeepsTheNote() {
    String path = "/a/" + id + "/edit?lang=en";
    var form = person.form(path, path, "body", "Mine.", "correction", "A note.");
    edit("en", "body", "Theirs.");
    Browserless.Answer answer = person.post(path, form);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.page().select("#correction").text()).isEqualTo("A note.");
    assertThat(corrections()).isZero();
  }

  @Test
  void correctionsCostOneQuery() {
    int without = queries();
    edit("en", "body", "It leaves at eight.", "correction", "At eight.");
    edit("en", "body", "It leaves at nine.", "correction", "At nine.");
    assertThat(queries()).isEqualTo(without + 1);
  }

  private int queries() {
    return IntStream.range(0, 6).map(i -> Queries.of(
        () -> http.get("/a/" + id + "?lang=en&anew=" + i, "Accept-Language", "en")).size()).min().orElseThrow();
  }
}
