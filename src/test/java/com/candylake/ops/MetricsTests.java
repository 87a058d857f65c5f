package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.guard.Viewer;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator's Prometheus is told. */
class MetricsTests extends PlatformTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern METRIC = Pattern.compile("\\b(?:candylake|jvm|process|hikaricp)_\\w+");
  @Autowired private MetricsServer metrics;

  private static HttpResponse<String> get(String address) {
    try {
      return CLIENT.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number at the end of the line that begins so; 0 if there is none. */
  private double value(String series) {
    return get(metrics.address()).body().lines().filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
  }

  @Test
  void requestsAreCountedByTheirRouteAndNeverByTheirAddress() {
    long id = desk.article(people.member(), desk.channel());
    String series = "candylake_http_requests_seconds_count{method=\"GET\",route=\"/a/{id}\",status=\"2xx\"}";
    double before = value(series);
    http.get("/a/" + id);
    http.get("/a/" + id + "?lang=ja");
    // the answer is there before it is counted
    await(() -> value(series) == before + 2);
    String nowhere = "/nowhere-" + System.nanoTime();
    double missed = value("candylake_http_requests_seconds_count{method=\"GET\",route=\"none\",status=\"4xx\"}");
    http.get(nowhere);
    await(() -> value("candylake_http_requests_seconds_count{method=\"GET\",route=\"none\",status=\"4xx\"}") == missed + 1);
    String text = get(metrics.address()).body();
    assertThat(text).doesNotContain(nowhere).doesNotContain("/a/" + id)
        .contains("candylake_http_requests_seconds_bucket{method=\"GET\",route=\"/a/{id}\",status=\"2xx\",le=\"0.05\"}");
  }

  @Test
  void whatWasAskedWithAMethodThatNobodyKnowsIsCountedAsOther() throws Exception {
    CLIENT.send(HttpRequest.newBuilder(URI.create(http.base() + "/")).method("BREW", HttpRequest.BodyPublishers.noBody())
        .build(), HttpResponse.BodyHandlers.discarding());
    await(() -> value("candylake_http_requests_seconds_count{method=\"other\"") > 0);
    assertThat(get(metrics.address()).body()).doesNotContain("BREW");
  }

  @Test
  void aWriteIsOneMoreOfACommit() {
    Viewer member = people.member();
    long item = desk.article(people.member(), desk.channel());
    Person person = http.as(member);
    double before = value("candylake_writer_batch_sum");
    double commits = value("candylake_writer_commit_seconds_count");
    person.submit("/a/" + item, "/i/" + item + "/favourite");
    assertThat(value("candylake_writer_batch_sum")).isGreaterThan(before);
    assertThat(value("candylake_writer_commit_seconds_count")).isGreaterThan(commits);
    assertThat(value("candylake_writer_turn_seconds_count")).isPositive();
  }

  @Test
  void theChangeLogIsFollowedToItsEnd() {
    desk.article(people.member(), desk.channel());
    long head = number("select seq from change_head");
    await(() -> value("candylake_change_position ") >= head);
    await(() -> value("candylake_change_lag ") == 0);
    assertThat(value("candylake_change_silence_seconds ")).isBetween(0.0, 20.0);
  }

  @Test
  void anOpenStreamIsAConnection() throws Exception {
    double before = value("candylake_live_connections ");
    var request = HttpRequest.newBuilder(URI.create(http.base() + "/live")).build();
    try (var stream = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
      assertThat(stream.read()).isPositive();
      await(() -> value("candylake_live_connections ") == before + 1);
    }
  }

  @Test
  void theOperatorSeesPoolsMemoryAndCollections() {
    String text = get(metrics.address()).body();
    assertThat(text).contains("hikaricp_connections_pending{pool=\"readers\"}", "jvm_memory_used_bytes{area=\"heap\"",
        "jvm_gc_pause_seconds", "candylake_memory_anonymous_bytes", "candylake_view_waiting ", "process_files_open_files ",
        "candylake_http_refused_writes_total", "candylake_live_dropped_total", "candylake_live_refused_total",
        "candylake_writer_queue ", "candylake_writer_refused_total");
  }

  @Test
  void theDashboardAsksForNothingThatIsNotThere() throws IOException {
    http.get("/");
    System.gc();
    await(() -> get(metrics.address()).body().contains("jvm_gc_pause_seconds_sum"));
    Set<String> there = get(metrics.address()).body().lines().filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[{ ].*", "")).collect(Collectors.toSet());
    JsonNode dashboard = JsonMapper.builder().build().readTree(Files.readString(Path.of("docs/grafana.json")));
    List<String> asked = dashboard.path("panels").findValuesAsString("expr");
    assertThat(asked).hasSizeGreaterThan(20);
    assertThat(asked.stream().flatMap(expr -> METRIC.matcher(expr).results().map(MatchResult::group)).distinct())
        .hasSizeGreaterThan(20).allMatch(there::contains);
  }

  @Test
  void theSiteItselfAnswersNothingOfThis() {
    assertThat(http.get("/metrics").status()).isEqualTo(404);
    assertThat(http.get("/actuator/prometheus").status()).isEqualTo(404);
    URI address = URI.create(metrics.address());
    assertThat(InetAddress.ofLiteral(address.getHost()).isLoopbackAddress()).isTrue();
    assertThat(get(metrics.address().replace("/metrics", "/")).statusCode()).isEqualTo(404);
    assertThat(get(metrics.address() + "/x").statusCode()).isEqualTo(404);
    assertThat(get(metrics.address()).headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }
}
