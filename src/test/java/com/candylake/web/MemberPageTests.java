package com.candylake.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.favourite.Favourites;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What members get of the pages whose contents are kept: never another's, and never older than what has happened. */
class MemberPageTests extends PlatformTest {
  @Autowired private Votes votes;
  @Autowired private Favourites favourites;
  @Autowired private Measures measures;
  private Viewer author;
  private Viewer voter;
  private Person reader;
  private Person another;
  private Channel channel;
  private long article;
  private long flash;
  private long reply;
  private List<String> pages;

  @BeforeEach
  void contentsThatAreKept() {
    author = people.member();
    voter = people.member();
    reader = http.as(voter);
    another = http.as(people.member());
    channel = desk.channel();
    article = desk.article(author, channel);
    flash = desk.flash(author, Lang.EN, "Of which much is to be seen.");
    reply = desk.reply(author, article, Lang.EN, "Under it.");
    desk.reply(author, flash, Lang.EN, "Under this.");
    pages = List.of("/", "/flashes", "/a/" + article, "/f/" + flash, "/c/" + channel.slug());
    everybodyReads();
  }

  private void everybodyReads() {
    for (String page : pages) {
      for (Person person : List.of(reader, another, http.as(author))) {
        assertThat(person.get(page).status()).as(page).isEqualTo(200);
      }
    }
  }

  private static int pressed(Browserless.Answer page, long item) {
    return page.page().select(".acts button[formaction^=/i/" + item + "/][aria-pressed=true]").size();
  }

  @Test
  void votesAndFavouritesAreTheirOwnerSAlone() {
    for (long item : List.of(article, flash, reply)) {
      votes.cast(voter, item, Vote.OPPOSE);
      favourites.add(voter, item);
    }
    for (int i = 0; i < 2; i++) {
      for (String page : List.of("/", "/flashes", "/a/" + article, "/f/" + flash)) {
        assertThat(pressed(reader.get(page), flash)).as(page).isEqualTo(2);
        assertThat(pressed(another.get(page), flash)).as(page).isZero();
      }
      assertThat(pressed(reader.get("/a/" + article), article)).isEqualTo(2);
      assertThat(pressed(reader.get("/a/" + article), reply)).isEqualTo(2);
      assertThat(another.get("/a/" + article).page().select("[aria-pressed=true]")).isEmpty();
    }
  }

  @Test
  void whatAnybodyDoesIsCountedOnEveryPageAtOnce() {
    votes.cast(voter, flash, Vote.SUPPORT);
    for (String page : List.of("/", "/flashes", "/a/" + article, "/f/" + flash)) {
      for (Person person : List.of(reader, another)) {
        assertThat(person.get(page).page().select("[data-item=" + flash + "] .acts data.support").attr("value"))
            .as(page).isEqualTo("1");
      }
    }
    desk.reply(voter, article, Lang.EN, "Another.");
    assertThat(another.get("/c/" + channel.slug()).page().select("[data-item=" + article + "] data.replies").attr("value"))
        .isEqualTo("2");
    assertThat(another.get("/a/" + article).body()).contains("Another.");
  }

  @Test
  void whatIsPublishedIsAlsoBesideAnArticleAtOnce() {
    long next = desk.flash(author, Lang.EN, "Just in.");
    for (String page : List.of("/", "/flashes", "/a/" + article)) {
      assertThat(reader.get(page).page().select("#f" + next)).as(page).hasSize(1);
    }
  }

  @Test
  void onlyTheAuthorIsOfferedToEdit() {
    Person writer = http.as(author);
    for (int i = 0; i < 2; i++) {
      assertThat(writer.get("/a/" + article).page().select("a[href^=/a/" + article + "/edit]")).hasSize(1);
      assertThat(writer.get("/flashes").page().select("a[href=/f/" + flash + "/edit]")).hasSize(1);
      assertThat(reader.get("/a/" + article).page().select("a[href*=edit]")).isEmpty();
      assertThat(reader.get("/flashes").page().select("a[href=/f/" + flash + "/edit]")).isEmpty();
    }
  }

  @Test
  void whatIsHiddenIsGoneForEverybodyButWhoMayStillSeeIt() {
    Viewer moderator = people.with(Role.MODERATOR);
    Person decides = http.as(moderator);
    Person writer = http.as(author);
    for (long item : List.of(flash, article)) {
      String page = item == flash ? "/f/" + flash : "/a/" + article;
      long measure = measures.open(moderator, item, Restriction.HIDDEN, "rule", "Because.");
      for (int i = 0; i < 2; i++) {
        // what the author and the moderator have just seen is for nobody else
        assertThat(writer.get(page).status()).isEqualTo(200);
        assertThat(decides.get(page).status()).isEqualTo(200);
        assertThat(reader.get(page).status()).isEqualTo(404);
        for (String list : List.of("/", "/flashes", "/c/" + channel.slug())) {
          assertThat(reader.get(list).page().select("[data-item=" + item + "]")).as(list).isEmpty();
        }
      }
      measures.end(moderator, measure);
      assertThat(reader.get(page).status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsWithdrawnIsGoneBeforeItsAuthorSeesTheAnswer() {
    http.as(author).submit("/i/" + flash + "/withdraw", "/i/" + flash + "/withdraw");
    for (String page : List.of("/", "/flashes", "/a/" + article)) {
      assertThat(reader.get(page).page().select("[data-item=" + flash + "]")).as(page).isEmpty();
    }
    assertThat(reader.get("/f/" + flash).status()).isEqualTo(410);
  }

  @Test
  void anEditIsThereAtOnceInEveryLanguageOfTheInterface() {
    Person writer = http.as(author);
    writer.submit("/f/" + flash + "/edit", "/f/" + flash + "/edit", "body", "Said otherwise.");
    for (String page : List.of("/", "/flashes", "/a/" + article, "/f/" + flash)) {
      assertThat(reader.get(page).body()).as(page).contains("Said otherwise.");
      assertThat(reader.get(page, "Accept-Language", "ja,en;q=0.5").body()).as(page).contains("Said otherwise.");
    }
  }
}
