package com.candylake.front;

import static com.candylake.base.Lang.EN;
import static com.candylake.base.Lang.JA;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.article.NewArticle;
import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Desk;
import com.candylake.testkit.PlatformTest;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Readers choose between what is new and what is hot. */
class HotListTests extends PlatformTest {
  @Autowired private Votes votes;
  @Autowired private Measures measures;

  private Document get(String path) {
    // a list that is kept may be a minute behind votes
    return http.get(path + (path.contains("?") ? "&" : "?") + "anew=1", "Cookie", "ui=en; reads=en.ja").page();
  }

  private void support(long item, int times) {
    for (int i = 0; i < times; i++) {
      votes.cast(people.member(), item, Vote.SUPPORT);
    }
  }

  private static List<String> stories(Document page) {
    return page.select(".story .u-url").eachAttr("href");
  }

  @Test
  void whatIsSupportedStandsAboveWhatIsNewer() {
    Viewer author = people.member();
    Channel channel = desk.channel();
    Instant noon = clock.instant().minusSeconds(90_000);
    long older = desk.article(author, channel, Stage.PUBLISHED, noon, Desk.text(EN, "Older", "Body."));
    long newer = desk.article(author, channel, Stage.PUBLISHED, noon.plusSeconds(3600), Desk.text(EN, "Newer", "Body."));
    String path = "/c/" + channel.slug();
    assertThat(stories(get(path + "?sort=hot"))).containsExactly("/a/" + newer, "/a/" + older);
    support(older, 2);
    assertThat(stories(get(path + "?sort=hot"))).containsExactly("/a/" + older, "/a/" + newer);
    assertThat(stories(get(path))).containsExactly("/a/" + newer, "/a/" + older);
    votes.cast(people.member(), newer, Vote.OPPOSE);
    assertThat(stories(get(path + "?sort=hot"))).containsExactly("/a/" + older, "/a/" + newer);
  }

  @Test
  void pagesFollowEachOtherByHotAndIdWithoutLossOrRepetition() {
    long seed = System.nanoTime();
    System.out.println("HotListTests seed " + seed);
    var random = new Random(seed);
    Viewer author = people.member();
    Channel channel = desk.channel();
    Instant start = clock.instant().minusSeconds(100_000);
    var made = new ArrayList<Long>();
    for (int i = 0; i < 50; i++) {
      // many with the same hot: the id breaks ties
      Instant at = start.plusSeconds(random.nextInt(10) * 60L);
      var texts = new ArrayList<>(List.of(Desk.text(EN, "Title " + i, "Body.")));
      if (random.nextBoolean()) {
        texts.add(Desk.text(JA, "題" + i, "本文。"));
      }
      made.add(desk.article(author, channel, Stage.PUBLISHED, at, texts.toArray(NewArticle.Text[]::new)));
      support(made.getLast(), random.nextInt(3));
    }
    made.sort(byHot());
    String path = "/c/" + channel.slug();
    var seen = new ArrayList<String>();
    String at = "?sort=hot";
    int pages = 0;
    while (!at.isEmpty()) {
      Document page = get(path + at);
      seen.addAll(stories(page));
      at = page.select("main a[rel=next]").attr("href");
      assertThat(page.select("head link[rel=next]").attr("href")).isEqualTo(at);
      assertThat(page.select("head meta[name=robots][content=noindex]")).hasSize(1);
      if (++pages == 1) {
        // what becomes hot meanwhile moves up and takes nothing along
        support(made.getFirst(), 3);
      }
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactlyElementsOf(made.stream().map(id -> "/a/" + id).toList());
  }

  @Test
  void whatIsDemotedIsNotHotAndComesBackWhenTheMeasureEnds() {
    Channel channel = desk.channel();
    long id = desk.article(people.member(), channel);
    support(id, 3);
    Viewer moderator = people.with(Role.MODERATOR);
    String path = "/c/" + channel.slug();
    long measure = measures.open(moderator, id, Restriction.DEMOTED, "rules", "Too loud.");
    assertThat(stories(get(path + "?sort=hot"))).isEmpty();
    assertThat(stories(get(path))).containsExactly("/a/" + id);
    measures.end(moderator, measure);
    assertThat(stories(get(path + "?sort=hot"))).containsExactly("/a/" + id);
  }

  @Test
  void homeAndFlashesHaveTheSameChoice() {
    Viewer author = people.member();
    long first = desk.flash(author, EN, "Not supported.");
    support(desk.flash(author, EN, "Somewhat supported."), 1);
    desk.flash(author, EN, "Not supported either.");
    Document flashes = get("/flashes?sort=hot");
    List<Long> hot = flashes.select("article.flash").eachAttr("data-item").stream().map(Long::valueOf).toList();
    assertThat(hot).hasSizeGreaterThan(1).isSortedAccordingTo(byHot());
    assertThat(flashes.select(".news")).as("new is not hot").isEmpty();
    assertThat(get("/flashes").select(".news")).hasSize(1);
    assertThat(get("/flashes").select("#f" + first)).hasSize(1);
    support(desk.article(author, desk.channel()), 1);
    desk.article(author, desk.channel());
    List<Long> stories = stories(get("/?sort=hot")).stream().map(path -> Long.valueOf(path.substring(3))).toList();
    assertThat(stories).hasSizeGreaterThan(1).isSortedAccordingTo(byHot());
  }

  private Comparator<Long> byHot() {
    return Comparator.comparingLong((Long id) -> number("select hot from item where id = ?", id))
        .thenComparing(id -> id).reversed();
  }

  @Test
  void theChoiceIsTwoLinksOfWhichOneIsTheCurrent() {
    Channel channel = desk.channel();
    for (Lang lang : Lang.INTERFACE) {
      for (String path : List.of("/", "/c/" + channel.slug(), "/flashes")) {
        for (String sort : List.of("", "?sort=hot")) {
          Document page = http.get(path + sort, "Accept-Language", lang.tag()).page();
          assertThat(page.select("main .tabs a[href='" + path + "'], main .tabs a[href='" + path + "?sort=hot']")).hasSize(2);
          assertThat(page.select("main .tabs a[aria-current=page]").eachAttr("href")).containsExactly(path + sort);
          assertThat(page.select("main h1")).hasSize(1);
        }
      }
    }
    assertThat(http.get("/?sort=hot", "Accept-Language", "ja").page().select("h1").text()).isEqualTo("人気");
    assertThat(http.get("/?sort=hot", "Accept-Language", "zh-Hans").page().select("h1").text()).isEqualTo("热门");
  }

  @Test
  void anOrderThatThereIsNotIsNotFound() {
    for (String sort : List.of("cold", "HOT", "")) {
      assertThat(http.get("/?sort=" + sort).status()).as(sort).isEqualTo(404);
    }
    assertThat(http.get("/flashes?sort=hot&after=x").status()).isEqualTo(404);
  }
}
