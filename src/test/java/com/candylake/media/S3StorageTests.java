package com.candylake.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Files in an S3 store: a server that speaks its protocol, as a process of its own. */
@Tag("once")
class S3StorageTests {
  private static URI endpoint;
  private static Process server;

  @BeforeAll
  static void start() throws IOException {
    int port;
    int tls;
    try (var one = new ServerSocket(0); var two = new ServerSocket(0)) {
      port = one.getLocalPort();
      tls = two.getLocalPort();
    }
    endpoint = URI.create("http://127.0.0.1:" + port);
    server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx160m",
        "-jar", Path.of("target/s3mock/s3mock.jar").toString(), "--server.port=" + tls,
        "--com.adobe.testing.s3mock.httpPort=" + port, "--com.adobe.testing.s3mock.store.initialBuckets=lake",
        "--com.adobe.testing.s3mock.domain.initialBuckets=lake")
        .redirectErrorStream(true).redirectOutput(Path.of("target/s3mock/s3mock.log").toFile()).start();
    PlatformTest.await(S3StorageTests::isUp);
  }

  private static boolean isUp() {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(endpoint.resolve("/lake/?list-type=2")).build(),
          HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.destroy();
    server.waitFor(10, TimeUnit.SECONDS);
  }

  private static MediaProperties to(URI address) {
    return new MediaProperties(DataSize.ofMegabytes(1), "lake", address, "us-east-1", "key", "secret", null);
  }

  @Test
  void whatIsPutThereIsThereAndWhatIsDeletedIsNot() throws IOException {
    try (var storage = S3Storage.open(to(endpoint))) {
      byte[] content = "a picture".getBytes(StandardCharsets.UTF_8);
      storage.put("abc-480.webp", "image/webp", MediaStorage.Content.of(content));
      Path file = Files.write(PlatformTest.temporary().resolve("x.pdf"), Samples.pdf());
      storage.put("abd.pdf", "application/pdf", MediaStorage.Content.of(file));
      try (MediaStorage.Kept kept = storage.get("abc-480.webp").orElseThrow()) {
        assertThat(kept.length()).isEqualTo(content.length);
        assertThat(kept.in().readAllBytes()).isEqualTo(content);
      }
      var names = new ArrayList<String>();
      storage.each(names::add);
      assertThat(names).containsExactlyInAnyOrderElementsOf(List.of("abc-480.webp", "abd.pdf"));
      storage.put("abc-480.webp", "image/webp", MediaStorage.Content.of(content));
      storage.delete("abc-480.webp");
      storage.delete("abc-480.webp");
      assertThat(storage.get("abc-480.webp")).isEmpty();
      assertThat(storage.get("none")).isEmpty();
    }
  }

  @Test
  void aStoreThatDoesNotAnswerIsAnErrorThatNamesIt() {
    try (var storage = S3Storage.open(to(URI.create("http://127.0.0.1:1")))) {
      assertThatThrownBy(() -> storage.get("abc")).isInstanceOf(IOException.class).hasMessageContaining("S3 store");
    }
  }
}
