package com.candylake.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.candylake.base.Lang;
import com.candylake.database.Dialect;
import com.candylake.locale.Messages;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A request has a name, by which what is said about it in different places is found together. */
@ExtendWith(OutputCaptureExtension.class)
class RequestIdTests extends PlatformTest {
  private static final String MADE = "[0-9a-hjkmnp-tv-z]{12}";
  @Autowired private Messages messages;
  @Autowired private TransactionTemplate transactions;
  @Autowired private JdbcTemplate db;

  private static String id(Browserless.Answer answer) {
    return answer.header("X-Request-Id").orElseThrow();
  }

  @Test
  void everyAnswerHasAnIdOfItsOwn() {
    String css = http.get("/").page().select("link[rel=stylesheet]").attr("href");
    List<String> ids = List.of("/", "/", css, "/nowhere", "/health", "/%00", "/favourites").stream()
        .map(path -> id(http.get(path))).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches(MADE));
    assertThat(id(http.post("/flashes", ""))).matches(MADE);
  }

  /** What comes back for a request from that address of this machine which brings an id. */
  private String from(String address, String given) throws IOException {
    URI site = URI.create(http.base());
    try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), site.getPort(), InetAddress.ofLiteral(address), 0)) {
      socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Id: %s\r\n\r\n"
          .formatted(given).getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.lines().filter(line -> line.startsWith("X-Request-Id: ")).findFirst().orElseThrow().substring(14);
    }
  }

  @Test
  void aTrustedProxyMayNameARequestAndNobodyElse() throws IOException {
    String given = "6bc1bee22e409f96e93d7e117393172a";
    assertThat(from(PROXY, given)).isEqualTo(given);
    assertThat(from("127.0.0.1", given)).matches(MADE);
  }

  @Test
  void whatIsNoIdIsNotTaken() throws IOException {
    for (String given : List.of("short", "a".repeat(65), "with blanks in it", "<script>alert(1)</script>", "字字字字字字字字")) {
      assertThat(from(PROXY, given)).as(given).matches(MADE);
    }
  }

  @Test
  void thePageAboutAFaultOfOursNamesTheRequestThatTheLogTellsOf(CapturedOutput output) {
    long article = desk.article(people.member(), desk.channel());
    numbers("update item set lang = '?' where id = ? returning id", article);
    try {
      for (Lang lang : Lang.INTERFACE) {
        var answer = http.get("/a/" + article, "Accept-Language", lang.tag());
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.page().select(".reference").text())
            .isEqualTo(messages.text(lang, "error.reference", id(answer))).contains(id(answer));
        assertThat(output.getOut()).contains("[" + id(answer) + "] ");
      }
    } finally {
      numbers("update item set lang = 'en' where id = ? returning id", article);
    }
    assertThat(http.get("/nowhere").page().select(".reference")).isEmpty();
  }

  @Test
  void whoIsRefusedBecauseWritersQueueIsToldItToo() {
    Assumptions.assumeTrue(DIALECT == Dialect.SQLITE, "PostgreSQL has no queue for all writers");
    long article = desk.article(people.member(), desk.channel());
    Person reader = http.as(people.member());
    var press = reader.form("/a/" + article, "/i/" + article + "/favourite");
    transactions.executeWithoutResult(t -> {
      db.update("update change_head set seq = seq");
      var answer = reader.post("/i/" + article + "/favourite", press);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isPresent();
      assertThat(answer.page().select(".reference").text()).contains(id(answer));
    });
  }

  private static Stream<String> said(ListAppender<ILoggingEvent> lines, String id) {
    return List.copyOf(lines.list).stream().filter(line -> id.equals(line.getMDCPropertyMap().get("request")))
        .map(ILoggingEvent::getFormattedMessage);
  }

  @Test
  void theLineForARequestHasNoQueryAndIsOffUnlessWanted() {
    var access = (Logger) LoggerFactory.getLogger("com.candylake.access");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    access.addAppender(lines);
    try {
      http.get("/sign-up?invitation=secret");
      assertThat(access.getLevel()).isEqualTo(Level.OFF);
      access.setLevel(Level.INFO);
      String id = id(http.get("/sign-up?invitation=secret"));
      // the answer is there before the line is
      await(() -> said(lines, id).count() == 1);
      assertThat(said(lines, id)).allMatch(line -> line.matches("GET /sign-up \\d{3}, \\d+ bytes, \\d+ µs"));
    } finally {
      access.setLevel(Level.OFF);
      access.detachAppender(lines);
    }
  }
}
