package com.candylake.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * A CandyLake that serves on the port of this configuration.
 *
 * @param health what it says of itself, as JSON
 */
record RunningServer(URI address, String health) {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  static int port(Environment environment) {
    return Integer.parseInt(environment.getProperty("candylake.port", "8080"));
  }

  static InetAddress listens(Environment environment) throws IOException {
    return InetAddress.getByName(environment.getProperty("candylake.address", "127.0.0.1"));
  }

  /** Empty if none answers. */
  static Optional<RunningServer> find(InetAddress listens, int port) throws InterruptedException {
    String host = listens.isAnyLocalAddress() ? "127.0.0.1" : listens.getHostAddress();
    URI address = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    try {
      String said = get(address, "/health", "en").body();
      return said.startsWith("{\"status\":") ? Optional.of(new RunningServer(address, said)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  boolean isUp() {
    return health.contains("UP");
  }

  /** A page as somebody gets it who has not signed in and reads that language; nobody's reading is counted. */
  HttpResponse<String> page(String path, String language) throws IOException, InterruptedException {
    return get(address, path, language);
  }

  private static HttpResponse<String> get(URI address, String path, String language) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).header("Accept-Language", language)
          .header("Sec-Purpose", "prefetch").build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
