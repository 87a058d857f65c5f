package com.candylake.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Posting a flash, replying, changing and withdrawing what is one's own: by forms, without JavaScript. */
class TakingPartTests extends PlatformTest {
  private static long id(Browserless.Answer answer) {
    return Long.parseLong(answer.header("Location").orElseThrow().replaceFirst(".*(?:/f/|#r)(\\d+).*", "$1"));
  }

  private long post(Person author, String body) {
    Browserless.Answer answer = author.submit("/flashes", "/flashes", "body", body);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location").orElseThrow()).matches("/f/\\d+\\?done=posted");
    return id(answer);
  }

  @Test
  void aFlashIsInTheLanguageThatItIsWrittenIn() {
    Person author = http.as(people.member());
    Map.of("ja", "渡し船は運航を再開しました。", "ko", "연락선이 다시 다녀요.", "zh-Hant", "渡輪已經恢復行駛，請留意時刻。",
        "zh-Hans", "渡轮已经恢复航行，请留意时刻。", "en", "The ferries run again.").forEach((tag, body) -> {
      long flash = post(author, body);
      assertThat(http.get("/f/" + flash).page().select(".e-content").attr("lang")).isEqualTo(tag);
    });
    Browserless.Answer told = author.submit("/flashes", "/flashes", "body", "東京", "language", "zh-Hans");
    assertThat(http.get("/f/" + id(told)).page().select(".e-content").attr("lang")).isEqualTo("zh-Hans");
  }

  @Test
  void aFlashIsCountedAsPeopleCount() {
    Person author = http.as(people.member());
    post(author, "👨‍👩‍👧‍👦".repeat(1_000));
    Browserless.Answer answer = author.submit("/flashes", "/flashes", "body", "字".repeat(1_002), "language", "ja");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#body-problem").text()).isEqualTo("At most 1,000 characters; this is 2 over.");
    assertThat(answer.page().select("#body").val()).hasSize(1_002);
    assertThat(answer.page().select("select[name=language] [selected]").val()).isEqualTo("ja");
  }

  @Test
  void aReplyStandsUnderWhatItAnswersAndIsCounted() {
    long flash = desk.flash(people.member(), Lang.EN, "What do you think?");
    Person reader = http.as(people.member());
    Browserless.Answer first = reader.submit("/f/" + flash, "/i/" + flash + "/reply", "body", "I think so.");
    assertThat(first.header("Location").orElseThrow()).matches("/f/" + flash + "\\?done=replied#r\\d+");
    long reply = id(first);
    Person other = http.as(people.member());
    String answer = "/i/" + reply + "/reply";
    assertThat(other.get("/f/" + flash).page().select("#r" + reply + " .acts a[href='" + answer + "']")).hasSize(1);
    long nested = id(other.submit(answer, answer, "body", "Me too."));
    assertThat(other.get("/f/" + flash).page().select("#r" + reply + " #r" + nested + " .e-content").text())
        .isEqualTo("Me too.");
    assertThat(number("select replies from item where id = ?", flash)).isEqualTo(2);
  }

  @Test
  void theSameFormWithOtherWordsIsAnotherReply() {
    long flash = desk.flash(people.member(), Lang.EN, "What do you think?");
    Person reader = http.as(people.member());
    String action = "/i/" + flash + "/reply";
    Map<String, List<String>> form = reader.form("/f/" + flash, action, "body", "First.");
    long first = id(reader.post(action, form));
    assertThat(id(reader.post(action, form))).isEqualTo(first);
    form.put("body", List.of("Second, after going back."));
    assertThat(id(reader.post(action, form))).isNotEqualTo(first);
    assertThat(number("select replies from item where id = ?", flash)).isEqualTo(2);
  }

  @Test
  void anEmptyReplyIsRefusedWithTheFormStillThere() {
    long flash = desk.flash(people.member(), Lang.EN, "What do you think?");
    Person reader = http.as(people.member());
    Browserless.Answer answer = reader.submit("/f/" + flash, "/i/" + flash + "/reply", "body", " \n ");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("form[action='/i/" + flash + "/reply'] #body-problem").text())
        .isEqualTo("This cannot be empty.");
    assertThat(number("select count(*) from item where root = ?", flash)).isZero();
  }

  @Test
  void anEditShowsThatThereWasOneAndAnOldTabOverwritesNothing() {
    Viewer author = people.member();
    Person window = http.as(author);
    long flash = post(window, "The ferries run again.");
    String edit = "/f/" + flash + "/edit";
    Map<String, List<String>> old = window.form(edit, edit, "body", "An old tab’s text.");
    assertThat(window.submit(edit, edit, "body", "The ferries run again, all of them.").header("Location"))
        .contains("/f/" + flash + "?done=edited");
    var page = http.stranger().get("/f/" + flash).page();
    assertThat(page.select(".e-content").text()).isEqualTo("The ferries run again, all of them.");
    assertThat(page.select(".dt-updated")).hasSize(1);
    Browserless.Answer conflict = window.post(edit, old);
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.page().select("#body").val()).isEqualTo("An old tab’s text.");
    assertThat(conflict.page().select(".now pre").text()).isEqualTo("The ferries run again, all of them.");
    assertThat(number("select revision from item_text where item = ?", flash)).isEqualTo(2);
    assertThat(http.as(people.member()).get(edit).status()).isEqualTo(403);
  }

  @Test
  void whatIsWithdrawnIsGoneAndComesBackFromMyItems() {
    Viewer author = people.member();
    Person window = http.as(author);
    long flash = post(window, "Too early.");
    long reply = desk.reply(people.member(), flash, Lang.EN, "Really?");
    String withdraw = "/i/" + flash + "/withdraw";
    assertThat(window.get(withdraw).page().select("h1").text()).isEqualTo("Delete this flash?");
    Map<String, List<String>> form = window.form(withdraw, withdraw);
    assertThat(window.post(withdraw, form).header("Location")).contains("/mine?done=withdrawn");
    assertThat(window.post(withdraw, form).status()).isEqualTo(303);
    assertThat(http.get("/f/" + flash).status()).isEqualTo(410);
    assertThat(http.get("/i/" + reply).status()).isEqualTo(410);
    String restore = "/i/" + flash + "/restore";
    var token = Objects.requireNonNull(form.get("_csrf"));
    assertThat(http.as(people.member()).post(restore, Map.of("_csrf", token)).status()).isNotEqualTo(303);
    assertThat(window.submit("/mine", restore).header("Location")).contains("/mine?done=restored");
    assertThat(http.get("/f/" + flash).page().select(".reply")).hasSize(1);
    assertThat(window.get("/mine").page().select("#i" + flash + " a[href='" + withdraw + "']")).hasSize(1);
  }
}
