package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that mean harm, on connections of their own, while others read. */
@Tag("fault")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HostileClientTests {
  private static final String FORM = "Host: a\r\nContent-Type: application/x-www-form-urlencoded\r\n";
  private static ServerProcess server;

  @BeforeAll
  static void aServerOfTheirOwn() {
    server = ServerProcess.start(PlatformTest.temporary());
  }

  @AfterAll
  static void isHappyStill() {
    server.close();
    assertThat(server.log()).as("its log").doesNotContain("\tat ", "OutOfMemoryError");
  }

  private static void othersAreServed() {
    Browserless http = server.http();
    assertThat(http.get("/health").status()).isEqualTo(200);
    assertThat(http.get("/?x=" + System.nanoTime()).status()).isEqualTo(200);
    assertThat(http.stranger().submit("/languages", "/languages").status()).isEqualTo(303);
  }

  private static List<Wire> wires(int number, String each) throws IOException {
    var wires = new ArrayList<Wire>();
    for (int i = 0; i < number; i++) {
      wires.add(new Wire(server).send(each));
    }
    return wires;
  }

  @Test
  void formsOfWhichLittleMoreThanTheLengthIsSentTakeNoMemory() throws Exception {
    // what they announce is five times the heap
    List<Wire> wires = wires(400, "POST /sign-in HTTP/1.1\r\n" + FORM + "Content-Length: 4000000\r\n\r\na=");
    othersAreServed();
    wires.forEach(Wire::close);
  }

  @Test
  void formsThatComeNearlyWholeAndNeverEndAreRefusedWhenTheyFillTheMemoryForThem() throws Exception {
    String most = "POST /sign-in HTTP/1.1\r\n" + FORM + "Content-Length: 4000000\r\n\r\na=" + "b".repeat(3_900_000);
    var wires = new ArrayList<Wire>();
    for (int i = 0; i < 20; i++) {
      var wire = new Wire(server);
      wires.add(wire);
      try {
        wire.send(most);
      } catch (IOException e) {
        // refused before all was sent
        continue;
      }
    }
    PlatformTest.await(() -> wires.stream().filter(Wire::isOver).count() >= 10);
    othersAreServed();
    wires.forEach(Wire::close);
    othersAreServed();
  }

  /** Before there was a bound, they filled the heap for good: each that waits takes memory, and locks go round all of them. */
  @Test
  void thousandsOfFormsAtOnceAreWrittenOrRefusedAndTheServerGoesOn() throws Exception {
    Browserless http = server.http();
    Person member = http.stranger();
    member.submit("/sign-up", "/sign-up", "name", "one of many", "password", "a long enough phrase");
    String flash = member.submit("/flashes", "/flashes", "body", "Replied to by all.", "language", "en").header("Location")
        .orElseThrow().replaceFirst("\\?.*", "");
    String reply = flash.replace("/f/", "/i/") + "/reply";
    String token = URLEncoder.encode(member.token(flash), StandardCharsets.UTF_8);
    String cookies = member.cookies().entrySet().stream().map(c -> c.getKey() + "=" + c.getValue())
        .collect(Collectors.joining("; "));
    var asked = new ArrayList<Future<String>>();
    // a connection each, opened when its form is sent: one that waits for twenty seconds without a word is closed
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3_500; i++) {
        String body = "_csrf=" + token + "&language=en&body=A+reply.&form_key=many-" + i;
        asked.add(clients.submit(() -> {
          try (var wire = new Wire(server)) {
            return wire.send("POST " + reply + " HTTP/1.1\r\n" + FORM + "Cookie: " + cookies
                + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).end();
          }
        }));
      }
    }
    int written = 0;
    for (Future<String> answer : asked) {
      String said = answer.get();
      written += said.startsWith("HTTP/1.1 303") ? 1 : 0;
      assertThat(said).matches(s -> s.startsWith("HTTP/1.1 303")
          || s.startsWith("HTTP/1.1 503") && s.contains("Retry-After: "));
    }
    assertThat(written).isBetween(1, asked.size() - 1);
    String shown = String.valueOf(written);
    PlatformTest.await(() -> http.get(flash).page().select(".bar data.replies").attr("value").equals(shown));
    othersAreServed();
  }

  @Test
  void headsWithoutTheirRestAreSoManyAndNotMore() throws Exception {
    List<Wire> wires = wires(1_300, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
    PlatformTest.await(() -> wires.stream().filter(Wire::isOver).count() >= 200);
    othersAreServed();
    wires.forEach(Wire::close);
  }

  @Test
  void whateverDripsEndsAlthoughEachByteIsInTime() throws Exception {
    List<Callable<String>> drips = List.of(
        () -> drip("GET / HTTP/1.1\r\nHost: a\r\nX: ", "a"),
        () -> drip("POST /sign-in HTTP/1.1\r\n" + FORM + "Content-Length: 4000000\r\n\r\na=", "b"),
        () -> drip("POST /sign-in HTTP/1.1\r\n" + FORM + "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"),
        () -> drip("GET / HTTP/1.1\r\n" + FORM + "Content-Length: 4000000\r\n\r\n", "a"));
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var said = clients.invokeAll(drips);
      assertThat(said.getFirst().get()).doesNotContain("200");
      for (var body : said.subList(1, 4)) {
        assertThat(body.get()).startsWith("HTTP/1.1 408").contains("Content-Security-Policy");
      }
    }
  }

  private static String drip(String first, String then) throws IOException, InterruptedException {
    try (var wire = new Wire(server)) {
      return wire.send(first).drip(then);
    }
  }

  @Test
  void whatIsNoRequestIsRefusedWithoutAWordInTheLog() throws Exception {
    String chunks = "POST /sign-in HTTP/1.1\r\n" + FORM + "Transfer-Encoding: chunked\r\n\r\n";
    var cases = new LinkedHashMap<String, String>();
    cases.put("a header of 100 KB", "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(100_000) + "\r\n\r\n");
    cases.put("many headers", "GET / HTTP/1.1\r\nHost: a\r\n" + "X: a\r\n".repeat(2_000) + "\r\n");
    cases.put("a long address", "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    cases.put("a long method", "G".repeat(20_000) + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    cases.put("TLS", "\u0016\u0003\u0001\u0000\u00c8\u0001\u0000\u0000\u00c4\u0003\u0003" + "\u0000".repeat(200));
    cases.put("many parameters", "GET /?" + "a&".repeat(1_500) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    cases.put("two lengths", "POST /sign-in HTTP/1.1\r\n" + FORM + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef");
    cases.put("a length below zero", "POST /sign-in HTTP/1.1\r\n" + FORM + "Content-Length: -5\r\n\r\n");
    cases.put("a length beyond all", "POST /sign-in HTTP/1.1\r\n" + FORM + "Content-Length: 99999999999999999999\r\n\r\n");
    cases.put("length and chunks, to smuggle a request", "POST /sign-in HTTP/1.1\r\n" + FORM
        + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n");
    cases.put("an unknown encoding", "POST /sign-in HTTP/1.1\r\n" + FORM + "Transfer-Encoding: xchunked\r\n\r\n");
    cases.put("no size of a chunk", chunks + "zz\r\nabc\r\n");
    cases.put("a size beyond all", chunks + "fffffffffffffffff\r\nabc\r\n");
    cases.put("a chunk without end", chunks + "3\r\nabcXX0\r\n\r\n");
    cases.put("an extension of 100 KB", chunks + "3;" + "a".repeat(100_000) + "\r\nabc\r\n0\r\n\r\n");
    cases.put("trailers of 100 KB", chunks + "3\r\na=b\r\n0\r\nX: " + "a".repeat(100_000) + "\r\n\r\n");
    cases.put("no host", "GET / HTTP/1.1\r\n\r\n");
    cases.put("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    cases.put("an unknown method", "FROB / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    cases.put("ranges", "GET /s/candylake.css HTTP/1.1\r\nHost: a\r\nConnection: close\r\nRange: bytes="
        + "0-,".repeat(1_500) + "0-\r\n\r\n");
    for (Map.Entry<String, String> each : cases.entrySet()) {
      try (var wire = new Wire(server)) {
        String said;
        try {
          said = wire.send(each.getValue()).end();
        } catch (IOException e) {
          // closed while more came than is read
          continue;
        }
        assertThat(said).as(each.getKey()).matches("(?s)HTTP/1\\.1 (4\\d\\d|501) .*Content-Security-Policy.*")
            .doesNotContain("Exception", "\"status\"");
      }
    }
    othersAreServed();
  }

  @Test
  void whoeverSendsTooMuchReadsWhy() throws Exception {
    String large = "a=" + "b".repeat(5_000_000);
    for (String asks : List.of("", "Expect: 100-continue\r\n")) {
      try (var wire = new Wire(server)) {
        wire.send("POST /sign-in HTTP/1.1\r\nAccept-Language: en\r\n" + FORM + asks + "Content-Length: " + large.length()
            + "\r\n\r\n");
        String said = (asks.isEmpty() ? wire.send(large) : wire).end();
        assertThat(said).startsWith("HTTP/1.1 413").contains("over the size limit");
      }
    }
    try (var wire = new Wire(server)) {
      String said = wire.send("POST /sign-in HTTP/1.1\r\nAccept-Language: en\r\n" + FORM
          + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(large.length()) + "\r\n" + large
          + "\r\n0\r\n\r\n").end();
      assertThat(said).startsWith("HTTP/1.1 413").contains("over the size limit");
    }
  }
}
