package com.candylake.front;

import static com.candylake.base.Lang.EN;
import static com.candylake.base.Lang.JA;
import static com.candylake.base.Lang.KO;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.article.NewArticle;
import com.candylake.channel.Channel;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.testkit.Desk;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.Queries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Home, channels, authors and flashes: what they list, page by page. */
class ListTests extends PlatformTest {
  /** Follows rel=next to the end. */
  private List<String> walk(String path, String selector, String reads) {
    var seen = new ArrayList<String>();
    String at = path;
    for (int pages = 0; !at.isEmpty() && pages < 50; pages++) {
      Document page = http.get(at, "Cookie", "ui=en; reads=" + reads).page();
      seen.addAll(page.select(selector).eachAttr("href"));
      var next = page.select("main a[rel=next]");
      at = next.isEmpty() ? "" : path + next.attr("href");
    }
    return seen;
  }

  @Test
  void aChannelIsPagedNewestFirstWithoutLossOrRepetitionInEveryMixOfLanguages() {
    long seed = System.nanoTime();
    System.out.println("ListTests seed " + seed);
    var random = new Random(seed);
    Viewer author = people.member();
    Channel channel = desk.channel();
    Instant start = clock.instant().minusSeconds(100_000);
    record Made(String path, boolean en, boolean ja, Instant at, long id) {}
    var made = new ArrayList<Made>();
    for (int i = 0; i < 70; i++) {
      // many at the same millisecond: the id breaks ties
      Instant at = start.plusSeconds(random.nextInt(20) * 60L);
      boolean en = random.nextInt(3) > 0;
      boolean ja = !en || random.nextBoolean();
      var texts = new ArrayList<NewArticle.Text>();
      if (en) {
        texts.add(Desk.text(EN, "Title " + i, "Body."));
      }
      if (ja) {
        texts.add(Desk.text(JA, "題" + i, "本文。"));
      }
      long id = desk.article(author, channel, Stage.PUBLISHED, at,
          texts.toArray(NewArticle.Text[]::new));
      made.add(new Made("/a/" + id, en, ja, at, id));
    }
    made.sort((a, b) -> a.at.equals(b.at) ? Long.compare(b.id, a.id) : b.at.compareTo(a.at));
    String path = "/c/" + channel.slug();
    assertThat(walk(path, ".story .u-url", "en")).containsExactlyElementsOf(
        made.stream().filter(Made::en).map(Made::path).toList());
    assertThat(walk(path, ".story .u-url", "ja.en.ko")).containsExactlyElementsOf(made.stream().map(Made::path).toList());
    assertThat(walk(path, ".story .u-url", "ko")).isEmpty();
  }

  @Test
  void aStoryIsShownInTheLanguageThatTheReaderLikesMost() {
    Channel channel = desk.channel();
    desk.article(people.member(), channel, Desk.text(EN, "In English", "Body."), Desk.text(JA, "日本語で", "本文。"));
    assertThat(http.get("/c/" + channel.slug(), "Cookie", "ui=en; reads=ja.en").page().select(".story h2").text())
        .isEqualTo("日本語で");
    assertThat(http.get("/c/" + channel.slug(), "Cookie", "ui=en; reads=en.ja").page().select(".story h2").text())
        .isEqualTo("In English");
  }

  @Test
  void authorsAreFoundHoweverTheirNameIsWrittenAndTheirPageHasOneAddress() {
    String name = "Ｗｉｄｅ" + System.nanoTime();
    Viewer author = people.member(name);
    desk.article(author, desk.channel(), Desk.text(EN, "Mine", "Body."));
    Document page = http.get(Addresses.member(name), "Accept-Language", "en").page();
    assertThat(page.select("h1.p-name").text()).isEqualTo(name);
    assertThat(page.select(".story h2").text()).isEqualTo("Mine");
    var other = http.get("/u/WIDE" + name.substring(4));
    assertThat(other.status()).isEqualTo(301);
    assertThat(other.header("Location")).contains(Addresses.member(name));
  }

  @Test
  void flashesAreShownWholeOrCutWithALinkToTheWhole() {
    Viewer author = people.member();
    long brief = desk.flash(author, JA, "**短い**速報です。");
    long lengthy = desk.flash(author, JA, "長い速報です。".repeat(60));
    Document page = http.get("/flashes", "Cookie", "ui=ja; reads=ja").page();
    assertThat(page.select("#f" + brief + " .e-content strong").text()).isEqualTo("短い");
    assertThat(page.select("#f" + lengthy + " .p-summary").text()).endsWith("… 全文を読む");
    assertThat(page.select("#f" + lengthy + " a.more").attr("href")).isEqualTo("/f/" + lengthy);
    long trailing = desk.flash(author, JA, "話はまだ続く……");
    assertThat(http.get("/flashes", "Cookie", "ui=ja; reads=ja").page().select("#f" + trailing + " .e-content").text())
        .isEqualTo("話はまだ続く……");
    assertThat(http.get("/f/" + lengthy).page().select("main > article > .e-content").text())
        .isEqualTo("長い速報です。".repeat(60));
  }

  @Test
  void aFlashInALanguageThatTheReaderDoesNotReadStaysOutOfTheirLists() {
    long korean = desk.flash(people.member(), null, Map.of(KO, "한국어 속보입니다."));
    assertThat(http.get("/flashes", "Cookie", "ui=en; reads=en.ja").page().select("#f" + korean)).isEmpty();
    assertThat(http.get("/flashes", "Cookie", "ui=en; reads=en.ko").page().select("#f" + korean)).hasSize(1);
  }

  @Test
  void homeHasTwoStreamsAndTheirFeedsHaveNames() {
    desk.article(people.member(), desk.channel(), Desk.text(EN, "News", "Body."));
    desk.flash(people.member(), EN, "Flash.");
    Document page = http.get("/", "Accept-Language", "en").page();
    assertThat(page.select(".h-feed")).hasSize(2);
    assertThat(page.select(".h-feed > .p-name, .h-feed > .tabs > .p-name")).hasSize(2);
    assertThat(page.select(".story.h-entry .p-name")).isNotEmpty();
    assertThat(page.select(".flash.h-entry data.support")).isNotEmpty();
  }

  @Test
  void homeCostsTwoQueries() {
    desk.article(people.member(), desk.channel(), Desk.text(EN, "News", "Body."));
    desk.flash(people.member(), EN, "Flash.");
    http.get("/", "Accept-Language", "en");
    assertThat(Queries.of(() -> http.get("/?anew", "Accept-Language", "en,ja,ko"))).hasSize(2);
    assertThat(Queries.of(() -> http.get("/flashes?anew", "Accept-Language", "en"))).hasSize(2);
  }
}
