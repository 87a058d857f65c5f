package com.candylake.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What raises the number of readings of an item, and what does not. */
class ReadingTests extends PlatformTest {
  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
      + " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
  @Autowired private Items items;
  @Autowired private Readings readings;
  @Autowired private ReadingsWriter writer;

  @Test
  void aReloadDoesNotRaiseItAndAnotherReaderDoes() {
    String path = article();
    read(path, FIREFOX);
    read(path, FIREFOX);
    read(path + "?lang=en", FIREFOX);
    assertThat(shown(path)).isEqualTo(1);
    read(path, SAFARI);
    assertThat(shown(path)).isEqualTo(2);
  }

  @Test
  void aFlashIsCountedLikeAnArticleAndEachForItself() {
    String path = "/f/" + desk.flash(people.member(), Lang.KO, "속보입니다.");
    String other = "/f/" + desk.flash(people.member(), Lang.KO, "다른 속보입니다.");
    read(path, FIREFOX);
    assertThat(shown(path)).isEqualTo(1);
    assertThat(shown(other)).isZero();
  }

  @Test
  void halfAnHourLaterTheSameReaderCountsAgain() {
    // at midnight readers get new numbers, and half an hour must not reach across it
    clock.advanceToNextDay();
    String path = article();
    read(path, FIREFOX);
    clock.advance(Duration.ofMinutes(29));
    read(path, FIREFOX);
    assertThat(shown(path)).isEqualTo(1);
    clock.advance(Duration.ofMinutes(1));
    read(path, FIREFOX);
    assertThat(shown(path)).isEqualTo(2);
  }

  @Test
  void whatABrowserFetchesAheadDoesNotCount() {
    String path = article();
    for (List<String> header : List.of(List.of("Sec-Purpose", "prefetch"), List.of("Sec-Purpose", "prefetch;prerender"),
        List.of("Purpose", "prefetch"), List.of("X-Purpose", "preview"), List.of("X-Moz", "prefetch"))) {
      assertThat(http.get(path, "User-Agent", FIREFOX, header.getFirst(), header.getLast()).status()).isEqualTo(200);
    }
    assertThat(shown(path)).isZero();
    read(path, FIREFOX);
    assertThat(shown(path)).as("the same reader comes later").isEqualTo(1);
  }

  @Test
  void crawlersAndProgramsDoNotCount() {
    String path = article();
    for (String crawler : List.of("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        "Mozilla/5.0 (compatible; Yeti/1.1; +http://naver.me/spd)", "Sogou web spider/4.0",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; BingPreview/1.0b) Chrome/130.0.0.0 Safari/537.36",
        "facebookexternalhit/1.1", "TelegramBot (like TwitterBot)", "curl/8.14.1", "Wget/1.25.0", "python-requests/2.32.4",
        "Java-http-client/25", "Go-http-client/2.0", "")) {
      read(path, crawler);
    }
    assertThat(shown(path)).isZero();
  }

  @Test
  void browsersThatOnlySoundLikeCrawlersCount() {
    String path = article();
    List<String> browsers = List.of("Mozilla/5.0 (Linux; Android 8.0.0; CUBOT_P20) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/70.0.3538.110 Mobile Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/143.0.0.0 Safari/537.36",
        "Lynx/2.9.2 libwww-FM/2.14 SSL-MM/1.4.1", "w3m/0.5.3");
    browsers.forEach(browser -> read(path, browser));
    assertThat(shown(path)).isEqualTo(browsers.size());
  }

  @Test
  void aHeadRequestDoesNotCount() throws Exception {
    String path = article();
    assertThat(send("127.0.0.1", HttpRequest.newBuilder().HEAD().header("User-Agent", FIREFOX), path)).isEqualTo(200);
    assertThat(shown(path)).isZero();
  }

  @Test
  void whatIsNotAnsweredWithThePageDoesNotCount() {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel());
    assertThat(http.get("/f/" + id, "User-Agent", FIREFOX).status()).as("the address of another kind").isEqualTo(301);
    items.move(author, id, Stage.WITHDRAWN, null);
    assertThat(http.get("/a/" + id, "User-Agent", FIREFOX).status()).isEqualTo(410);
    items.move(author, id, Stage.PUBLISHED, null);
    assertThat(http.get("/a/999999999", "User-Agent", FIREFOX).status()).isEqualTo(404);
    assertThat(shown("/a/" + id)).isZero();
  }

  @Test
  void authorsDoNotCountOnTheirOwnItemsAndOtherMembersCountByTheirId() {
    Viewer author = people.member();
    Viewer reader = people.member();
    long id = desk.article(author, desk.channel());
    readAs(author, id);
    assertThat(shown("/a/" + id)).isZero();
    readAs(reader, id);
    readAs(reader, id);
    readAs(people.member(), id);
    assertThat(shown("/a/" + id)).isEqualTo(2);
  }

  @Test
  void whoeverReadsWhatIsNotPublicDoesNotCount() {
    Viewer author = people.member();
    var channel = desk.channel();
    long id = desk.article(author, channel, Stage.IN_REVIEW, null);
    readAs(people.editorOf(channel.id()), id);
    readAs(people.with(Role.MODERATOR), id);
    items.move(author, id, Stage.DRAFT, null);
    items.move(author, id, Stage.PUBLISHED, null);
    assertThat(shown("/a/" + id)).isZero();
  }

  @Test
  void twoReadersBehindATrustedProxyCountTwice() throws Exception {
    String path = article();
    forwarded(PROXY, path, "198.51.100.1");
    forwarded(PROXY, path, "198.51.100.2");
    forwarded(PROXY, path, "203.0.113.9, 198.51.100.2");
    assertThat(shown(path)).as("what stands left of the proxy's own entry is only said").isEqualTo(2);
  }

  @Test
  void whoIsNoTrustedProxyIsNotBelievedAboutOthers() throws Exception {
    String path = article();
    forwarded("127.0.0.1", path, "198.51.100.1");
    forwarded("127.0.0.1", path, "198.51.100.2");
    assertThat(shown(path)).isEqualTo(1);
  }

  @Test
  void whenTheServerStopsWhatIsCountedIsWritten() {
    String path = article();
    read(path, FIREFOX);
    writer.stop();
    try {
      assertThat(views(path)).isEqualTo(1);
    } finally {
      writer.start();
    }
  }

  @Test
  void theNumberOfAReaderIsAnotherOneTheNextDayAndAfterARestart() {
    var time = new TestClock();
    var numbers = new ReaderNumbers(time);
    long today = numbers.of(Viewer.ANONYMOUS, "198.51.100.1", FIREFOX);
    assertThat(today).isNegative().isEqualTo(numbers.of(Viewer.ANONYMOUS, "198.51.100.1", FIREFOX))
        .isNotEqualTo(numbers.of(Viewer.ANONYMOUS, "198.51.100.2", FIREFOX))
        .isNotEqualTo(numbers.of(Viewer.ANONYMOUS, "198.51.100.1", SAFARI))
        .isNotEqualTo(new ReaderNumbers(time).of(Viewer.ANONYMOUS, "198.51.100.1", FIREFOX));
    time.advance(Duration.ofDays(1));
    assertThat(numbers.of(Viewer.ANONYMOUS, "198.51.100.1", FIREFOX)).isNegative().isNotEqualTo(today);
  }

  private String article() {
    return "/a/" + desk.article(people.member(), desk.channel());
  }

  private void read(String path, String browser) {
    assertThat(http.get(path, "User-Agent", browser).status()).isEqualTo(200);
  }

  private void readAs(Viewer member, long id) {
    assertThat(http.as(member).get("/a/" + id, "User-Agent", FIREFOX).status()).isEqualTo(200);
  }

  /** What the page says once everything counted is written. */
  private long shown(String path) {
    readings.write();
    return views(path);
  }

  private long views(String path) {
    // asked for by a program, so that looking does not count, and anew: on kept pages the number may be a minute old
    return Long.parseLong(http.get(path + "?anew").page().select("article data.views").attr("value"));
  }

  private void forwarded(String from, String path, String said) throws IOException, InterruptedException {
    assertThat(send(from, HttpRequest.newBuilder().header("User-Agent", FIREFOX).header("X-Forwarded-For", said), path))
        .isEqualTo(200);
  }

  private int send(String from, HttpRequest.Builder request, String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .localAddress(InetAddress.ofLiteral(from)).build()) {
      return client.send(request.uri(URI.create(http.base() + path)).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
