package com.candylake.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.Queries;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What readers who are not signed in get of the pages that are kept for them. */
class CachedPageTests extends PlatformTest {
  @Autowired private Items items;
  @Autowired private Votes votes;
  @Autowired private Measures measures;
  private Viewer author;
  private Channel channel;
  private long article;
  private String path;

  @BeforeEach
  void anArticle() {
    author = people.member();
    channel = desk.channel();
    article = desk.article(author, channel);
    path = "/a/" + article;
  }

  @Test
  void theSecondReaderCostsTheDatabaseNothing() {
    long flash = desk.flash(author, Lang.EN, "A flash.");
    String name = name();
    for (String each : List.of("/", "/c", "/c/" + channel.slug(), "/u/" + name, "/flashes", path, "/f/" + flash,
        path + "?lang=en", "/flashes?after=9-9")) {
      read(each);
      assertThat(pages(() -> get(each))).as(each).isEmpty();
    }
    for (String each : List.of(path + "?fresh=1", "/?done=languages", "/flashes?utm_source=x", "/languages")) {
      get(each);
      get(each);
      assertThat(get(each).header("ETag")).as("what it means is not known: " + each).isEmpty();
    }
  }

  @Test
  void votesRepliesAndEditsAreOnTheItemsPageAtOnce() {
    read(path);
    votes.cast(people.member(), article, Vote.SUPPORT);
    assertThat(read(path).page().select("article.h-entry > .bar data.support").attr("value")).isEqualTo("1");
    long reply = desk.reply(people.member(), article, Lang.EN, "A reply to it.");
    assertThat(read(path).body()).contains("A reply to it.");
    votes.cast(people.member(), reply, Vote.OPPOSE);
    assertThat(read(path).page().select("#r" + reply + " data.oppose").attr("value")).isEqualTo("1");
    Person writer = http.as(author);
    writer.submit(path + "/edit", path + "/edit", "title", "Another title altogether");
    assertThat(read(path).page().select("h1").text()).isEqualTo("Another title altogether");
  }

  @Test
  void whatIsPublishedIsInItsListsAtOnce() {
    String name = name();
    List<String> lists = List.of("/", "/c/" + channel.slug(), "/u/" + name);
    lists.forEach(this::read);
    long next = desk.article(author, channel);
    for (String list : lists) {
      assertThat(read(list).body()).as(list).contains("href=\"/a/" + next + "\"");
    }
  }

  @Test
  void whatIsNoLongerPublicIsGoneFromEveryPageBeforeItsAuthorSeesTheAnswer() {
    long second = desk.article(author, channel);
    long flash = desk.flash(author, Lang.EN, "Soon withdrawn.");
    String name = name();
    List<String> pages = List.of("/", "/c/" + channel.slug(), "/u/" + name, "/flashes", "/a/" + second, path,
        "/f/" + flash);
    String mark = "data-item=\"" + article + "\"";
    String flashed = "data-item=\"" + flash + "\"";
    assertThat(pages.stream().filter(p -> read(p).body().contains(mark))).as("shown before").hasSizeGreaterThan(4);
    assertThat(pages.stream().filter(p -> read(p).body().contains(flashed))).as("shown before").hasSizeGreaterThan(5);
    Person writer = http.as(author);
    for (long each : List.of(article, flash)) {
      assertThat(writer.submit("/i/" + each + "/withdraw", "/i/" + each + "/withdraw").status()).isEqualTo(303);
      for (String page : pages) {
        assertThat(get(page).body()).as(page).doesNotContain("data-item=\"" + each + "\"");
      }
    }
    assertThat(read(path).status()).isEqualTo(410);
    assertThat(pages(() -> get(path))).as("gone is kept too").isEmpty();
    items.move(author, article, Stage.PUBLISHED, null);
    assertThat(get(path).status()).isEqualTo(200);
    assertThat(get("/c/" + channel.slug()).body()).contains(mark);
  }

  @Test
  void measuresHideAtOnceAndWhatIsNotFoundIsNotKept() {
    Viewer moderator = people.with(Role.MODERATOR);
    for (var expected : List.of(Restriction.HIDDEN, Restriction.REMOVED, Restriction.BLOCKED)) {
      assertThat(read(path).status()).isEqualTo(200);
      long measure = measures.open(moderator, article, expected, "rule", "Because.");
      var answer = get(path);
      assertThat(answer.status()).isEqualTo(expected == Restriction.HIDDEN ? 404
          : expected == Restriction.REMOVED ? 410 : 451);
      assertThat(get("/c/" + channel.slug()).body()).doesNotContain("data-item=\"" + article + "\"");
      var again = get(path);
      assertThat(again.header("ETag").isPresent()).isEqualTo(expected != Restriction.HIDDEN);
      assertThat(again.header("Link").isPresent()).isEqualTo(expected == Restriction.BLOCKED);
      measures.end(moderator, measure);
    }
  }

  @Test
  void languagesOfInterfaceAndReaderHavePagesOfTheirOwn() {
    for (int round = 0; round < 2; round++) {
      assertThat(http.get(path, "Accept-Language", "ja").page().select("html").attr("lang")).isEqualTo("ja");
      assertThat(http.get(path, "Accept-Language", "ko").page().select("html").attr("lang")).isEqualTo("ko");
      assertThat(http.get(path, "Accept-Language", "ko", "Cookie", "ui=ja").page().select("html").attr("lang"))
          .isEqualTo("ja");
      assertThat(http.get("/", "Cookie", "ui=en; reads=ja").body()).contains("data-reads=\"ja\"");
      assertThat(http.get("/", "Cookie", "ui=en; reads=ko.people").body()).contains("data-reads=\"ko\"");
    }
  }

  /** Members and strangers ask for the same pages in a random order, at once, with every header that could matter. */
  @Test
  void nothingOfAMemberIsEverInAStrangersPage() throws Exception {
    Person member = http.as(people.member("Very Personal Name " + article));
    votes.cast(people.member(), article, Vote.SUPPORT);
    long flash = desk.flash(author, Lang.EN, "Common to all.");
    long seed = System.nanoTime();
    List<String> paths = List.of("/", path, path + "?lang=en", "/f/" + flash, "/flashes", "/c/" + channel.slug(), "/c",
        "/languages?then=" + path, "/?done=signed-up", "/sign-in?then=" + path, "/i/" + article, path + "/edit", "/mine");
    try (var executor = Executors.newFixedThreadPool(6)) {
      var answers = IntStream.range(0, 6).mapToObj(thread -> executor.submit(() -> {
        var random = new Random(seed + thread);
        var strangers = new ArrayList<String>();
        for (int i = 0; i < 80; i++) {
          String asked = paths.get(random.nextInt(paths.size()));
          if (random.nextInt(3) == 0) {
            member.get(asked, "Accept-Language", "en");
            votes.cast(author, flash, random.nextBoolean() ? Vote.SUPPORT : Vote.OPPOSE);
          } else {
            var answer = http.get(asked, "Accept-Language", "en", "X-Forwarded-For", "192.0.2." + i, "X-Forwarded-Host",
                "evil.example", "Authorization", "Basic eDp5", "Cookie", "csrf=0123; other=Very");
            strangers.add(asked + "\n" + (answer.header("ETag").isPresent() ? answer.body() : "")
                + answer.all("Set-Cookie").stream().filter(c -> answer.header("ETag").isPresent()).toList());
            assertThat(answer.body()).as("%s, seed %d", asked, seed).doesNotContain("Very Personal Name");
          }
        }
        return strangers;
      })).toList();
      int kept = 0;
      for (var answer : answers) {
        for (String page : answer.get()) {
          assertThat(page).as("seed %d", seed).doesNotContain("_csrf").doesNotContain("form_key")
              .doesNotContain("method=\"post\"").doesNotContain("evil.example").doesNotContain("class=\"me\"")
              .doesNotContain("role=\"status\"").doesNotContain("aria-pressed");
          kept += page.contains("<html") ? 1 : 0;
        }
      }
      assertThat(kept).as("pages that may be kept were among them").isGreaterThan(50);
    }
  }

  @Test
  void manyWhoComeAtOnceCostOnePage() {
    read(path);
    int alone = pages(() -> get(path + "?anew")).size();
    assertThat(alone).isPositive();
    for (int round = 1; round < 4; round++) {
      String asked = path + "?replies=" + round + "-0";
      List<String> together = pages(() -> {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < 24; i++) {
            executor.submit(() -> get(asked));
          }
        }
      });
      assertThat(together).hasSize(alone);
    }
  }

  @Test
  void aReadingCountsWhereverThePageComesFrom() {
    String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    for (int i = 0; i < 4; i++) {
      http.get(path, "User-Agent", firefox + i);
      http.get(path, "User-Agent", firefox + i);
      http.get(path, "User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
    }
    await(() -> number("select coalesce(max(views), 0) from item_view where item = ?", article) >= 4);
    assertThat(number("select views from item_view where item = ?", article)).isEqualTo(4);
  }

  @Test
  void itIsSentInTheEncodingThatIsAcceptedWithAValidatorOfItsOwn() throws Exception {
    Browserless.Answer page = read(path);
    String plain = page.body();
    String tag = page.header("ETag").orElseThrow();
    HttpResponse<byte[]> gzip = send("GET", "gzip", null);
    assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .isEqualTo(plain.getBytes(StandardCharsets.UTF_8));
    HttpResponse<byte[]> brotli = send("GET", "gzip, deflate, br, zstd", null);
    assertThat(brotli.headers().firstValue("Content-Encoding")).contains("br");
    assertThat(com.aayushatharva.brotli4j.decoder.Decoder.decompress(brotli.body()).getDecompressedData())
        .isEqualTo(plain.getBytes(StandardCharsets.UTF_8));
    assertThat(brotli.body().length).isLessThan(gzip.body().length);
    assertThat(List.of(tag, gzip.headers().firstValue("ETag").orElseThrow(),
        brotli.headers().firstValue("ETag").orElseThrow())).doesNotHaveDuplicates();
    for (String refused : List.of("br;q=0, gzip;q=0", "identity", "x-gzip-not", "gzip;q=0.000")) {
      assertThat(send("GET", refused, null).headers().firstValue("Content-Encoding")).as(refused).isEmpty();
    }
    for (String known : List.of(tag, "\"x\", " + tag, "W/" + tag, "*")) {
      HttpResponse<byte[]> same = send("GET", "identity", known);
      assertThat(same.statusCode()).as(known).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      assertThat(same.headers().firstValue("ETag")).contains(tag);
    }
    votes.cast(people.member(), article, Vote.SUPPORT);
    assertThat(send("GET", "identity", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void headSaysWhatGetWouldAndSendsNoBody() throws Exception {
    read(path);
    HttpResponse<byte[]> get = send("GET", "gzip", null);
    HttpResponse<byte[]> head = send("HEAD", "gzip", null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
    assertThat(head.headers().firstValue("Content-Length")).isEqualTo(get.headers().firstValue("Content-Length"));
  }

  private Browserless.Answer get(String page) {
    return http.get(page, "Accept-Language", "en");
  }

  /** Until the page is kept: the log may not have told yet what the test has just written. */
  private Browserless.Answer read(String page) {
    await(() -> {
      get(page);
      return pages(() -> get(page)).isEmpty();
    });
    return get(page);
  }

  /** The queries of pages: the tail of the log and the writer of readings ask for themselves. */
  private static List<String> pages(Runnable work) {
    return Queries.of(work).stream().filter(s -> s.contains("from listing") || s.contains("from item ")
        || s.contains("item_text") || s.contains("from member")).toList();
  }

  private String name() {
    return text("select name from member where id = ?", People.id(author)).replace(" ", "%20");
  }

  private HttpResponse<byte[]> send(String method, String encodings, @Nullable String known)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(http.base() + path)).method(method, HttpRequest.BodyPublishers.noBody())
          .header("Accept-Encoding", encodings).header("Accept-Language", "en");
      if (known != null) {
        request.header("If-None-Match", known);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }
}
