package com.candylake.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.Queries;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code /a/<id>/history}: what an article said before, for whoever may read it. */
class HistoryTests extends PlatformTest {
  @Autowired private Articles articles;
  @Autowired private Items items;
  @Autowired private Measures measures;

  private long revised(Viewer author) {
    long id = desk.article(author, desk.channel(), Desk.text(Lang.EN, "The title", "The ferry leaves at seven.\n\nTwo."),
        Desk.text(Lang.JA, "題", "本文。"));
    revise(author, id, "The title", "The ferry leaves at eight.\n\nTwo.");
    revise(author, id, "A better title", "The ferry leaves at eight.\n\nTwo.");
    return id;
  }

  private void revise(Viewer author, long id, String title, String body) {
    articles.revise(author, id, Desk.text(Lang.EN, title, body), null, null);
  }

  private Document page(String path) {
    Browserless.Answer answer = http.get(path, "Accept-Language", "en");
    assertThat(answer.status()).as(path).isEqualTo(200);
    Document page = answer.page();
    page.select("main .visually-hidden").remove();
    return page;
  }

  @Test
  void theArticleLeadsToItsRevisionsAndTheseToWhatChanged() {
    long id = revised(people.member());
    Document article = page("/a/" + id + "?lang=en");
    assertThat(article.select(".bar a.end").text()).isEqualTo("Revision 3");
    assertThat(article.select(".bar a.end").attr("href")).isEqualTo("/a/" + id + "/history?lang=en");
    assertThat(article.select(".who a:has(.dt-updated)").attr("href")).isEqualTo("/a/" + id + "/history?lang=en");
    Document list = page("/a/" + id + "/history?lang=en");
    assertThat(list.select(".revisions b").eachText()).containsExactly("Revision 3", "Revision 2", "Revision 1");
    assertThat(list.select(".revisions li:nth-child(2) .quiet span").text()).isEqualTo("5 characters added, 5 removed");
    assertThat(list.select(".revisions .more").eachAttr("href")).containsExactly("/a/" + id + "/history/3?lang=en",
        "/a/" + id + "/history/2?lang=en", "/a/" + id + "/history/1?lang=en");
    assertThat(list.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    Document second = page("/a/" + id + "/history/2?lang=en");
    assertThat(second.select("h1").text()).isEqualTo("Changes from revision 1 to revision 2");
    assertThat(second.select("del").eachText()).containsExactly("seven");
    assertThat(second.select("ins").eachText()).containsExactly("eight");
    Document all = page("/a/" + id + "/history/3?lang=en&from=1");
    assertThat(all.select("del").eachText()).containsExactly("The", "seven");
    assertThat(all.select("ins").eachText()).containsExactly("A better", "eight");
    assertThat(page("/a/" + id + "/history/1?lang=en").select("del, ins")).isEmpty();
    assertThat(page("/a/" + id + "/history?lang=ja").select(".revisions li")).hasSize(1);
  }

  @Test
  void whoHearsThePageIsToldWhatWasRemovedAndAdded() {
    long id = revised(people.member());
    Document page = http.get("/a/" + id + "/history/2?lang=en", "Accept-Language", "en").page();
    assertThat(page.select("del").text()).isEqualTo("removed: seven end of change");
    assertThat(page.select("ins").text()).isEqualTo("added: eight end of change");
  }

  @Test
  void whatIsNoRevisionIsNotFound() {
    long id = revised(people.member());
    for (String path : List.of("/history/0", "/history/4", "/history/999999999", "/history/2?from=2", "/history/2?from=3",
        "/history/2?from=0", "/history/2?from=-1", "/history/2?from=x", "/history/2?from=99999999999", "/history/2?from=%00",
        "/history/9999999999", "/history/x", "/history?below=x", "/history?below=1", "/history?below=-5", "/history/-1")) {
      assertThat(http.get("/a/" + id + path).status()).as(path).isEqualTo(404);
    }
    assertThat(http.get("/a/999999999/history").status()).isEqualTo(404);
    long flash = desk.flash(people.member(), Lang.EN, "Short.");
    assertThat(http.get("/a/" + flash + "/history").status()).isEqualTo(301);
    assertThat(http.get("/a/" + id + "/history?lang=xx%00&below=3").status()).isEqualTo(200);
  }

  @Test
  void whatWasWrittenBeforePublicationIsItsAuthorsAlone() {
    Viewer author = people.member();
    var channel = desk.channel();
    long id = desk.article(author, channel, Stage.DRAFT, null, Desk.text(Lang.EN, "Draft", "A secret."));
    revise(author, id, "Draft", "Better.");
    for (Viewer other : List.of(people.member(), people.with(Role.ADMIN), people.with(Role.MODERATOR), people.editorOf(
        channel.id()))) {
      assertThat(http.as(other).get("/a/" + id + "/history").status()).isEqualTo(404);
      assertThat(http.as(other).get("/a/" + id + "/history/1").status()).isEqualTo(404);
    }
    assertThat(http.as(author).get("/a/" + id + "/history").page().select(".revisions li")).hasSize(2);
    items.move(author, id, Stage.PUBLISHED, null);
    revise(author, id, "Out", "Better still.");
    assertThat(page("/a/" + id + "/history").select(".revisions b").eachText()).containsExactly("Revision 3", "Revision 2");
    assertThat(page("/a/" + id + "/history/2").select("h1").text()).isEqualTo("Revision 2");
    for (String path : List.of("/history", "/history/2", "/history/3", "/history/3?from=1", "/history/3?from=2")) {
      assertThat(http.get("/a/" + id + path).body()).as(path).doesNotContain("secret");
    }
    assertThat(http.get("/a/" + id + "/history/1").status()).isEqualTo(404);
    assertThat(http.as(people.editorOf(channel.id())).get("/a/" + id + "/history/1").status()).isEqualTo(404);
    assertThat(http.as(author).get("/a/" + id + "/history/1").body()).contains("A secret.");
    assertThat(http.as(author).get("/a/" + id + "/history/2").page().select("del").text()).contains("A secret");
  }

  @Test
  void aHistoryIsSeenByWhoeverSeesTheArticle() {
    Viewer author = people.member();
    long held = revised(author);
    long removed = revised(author);
    long blocked = revised(author);
    long withdrawn = revised(author);
    Viewer moderator = people.with(Role.MODERATOR);
    for (long id : List.of(held, removed, blocked, withdrawn)) {
      // kept before it is restricted
      assertThat(http.get("/a/" + id + "/history/2").status()).isEqualTo(200);
      assertThat(http.get("/a/" + id + "/history").status()).isEqualTo(200);
    }
    measures.open(moderator, held, Restriction.HELD, "rules", "Somebody has to look.");
    measures.open(moderator, removed, Restriction.REMOVED, "rules", "It breaks them.");
    measures.open(moderator, blocked, Restriction.BLOCKED, "law", "A court says so.");
    items.move(author, withdrawn, Stage.WITHDRAWN, null);
    for (String path : List.of("/history", "/history/1", "/history/2")) {
      assertThat(http.get("/a/" + held + path).status()).isEqualTo(404);
      assertThat(http.get("/a/" + removed + path).status()).isEqualTo(410);
      assertThat(http.get("/a/" + blocked + path).status()).isEqualTo(451);
      assertThat(http.get("/a/" + withdrawn + path).status()).isEqualTo(410);
      assertThat(http.as(moderator).get("/a/" + held + path).status()).isEqualTo(200);
      assertThat(http.as(people.member()).get("/a/" + withdrawn + path).status()).isEqualTo(410);
    }
  }

  @Test
  void aLongHistoryGoesOn() {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel());
    for (int i = 2; i <= 25; i++) {
      revise(author, id, "Title", "Body " + i);
    }
    Document first = page("/a/" + id + "/history");
    assertThat(first.select(".revisions li")).hasSize(20);
    Document rest = page(first.select(".pager a").attr("href"));
    assertThat(rest.select(".revisions b").eachText()).containsExactly("Revision 5", "Revision 4", "Revision 3", "Revision 2",
        "Revision 1");
    assertThat(rest.select(".pager")).isEmpty();
  }

  @Test
  void bothPagesCostThreeQueriesAndAreKept() {
    long id = revised(people.member());
    for (String path : List.of("/a/" + id + "/history?lang=en", "/a/" + id + "/history/3?lang=en")) {
      Person member = http.as(people.member());
      member.get(path);
      assertThat(IntStream.range(0, 4).map(i -> Queries.of(() -> member.get(path)).size()).min().orElseThrow()).isEqualTo(3);
      await(() -> {
        http.get(path, "Accept-Language", "en");
        return Queries.of(() -> http.get(path, "Accept-Language", "en")).isEmpty();
      });
    }
  }

  @Test
  void whatIsHostileIsText() {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel());
    revise(author, id, "<script>alert(1)</script>", "<del>not</del> <img src=x onerror=alert(1)>\n\n&lt;b&gt;");
    Document page = page("/a/" + id + "/history/2");
    assertThat(page.select("main script, main img, main b")).isEmpty();
    assertThat(page.select("main").text()).contains("<script>alert(1)</script>", "onerror=alert(1)", "&lt;b&gt;");
  }
}
