package com.candylake.ops;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the JVM watches in order to start faster the next time: the platform starts on a folder of its own with the
 * demonstration in it, is read and written to as people would, and stops. The launcher runs it with
 * {@code -XX:AOTCacheOutput} (JEP 483, 514, 515).
 */
@Command(name = "train", hidden = true, description = "Starts, answers some requests and stops, for the launcher to watch.")
final class Train implements Callable<Integer> {
  /** Enough for profiles of what every page does; more makes no better start. */
  private static final int ROUNDS = 20;
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern LOCAL = Pattern.compile("(?:href|src)=\"(/(?:[acf]/|flashes|s/|sign-)[^\"#?]*)");

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder that is made and deleted again.")
  private Path data = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var running = Installation.serve(data, 0)) {
      Demo.load(running);
      String base = "http://127.0.0.1:" + running.getEnvironment().getRequiredProperty("local.server.port");
      Set<String> paths = new LinkedHashSet<>(List.of("/"));
      try (var client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
        Matcher links = LOCAL.matcher(client.send(HttpRequest.newBuilder(URI.create(base + "/")).build(),
            HttpResponse.BodyHandlers.ofString()).body());
        while (links.find() && paths.size() < 40) {
          paths.add(links.group(1));
        }
        for (int round = 0; round < ROUNDS; round++) {
          for (String path : paths) {
            // a parameter that no page declares: rendered each time, whatever is kept
            client.send(HttpRequest.newBuilder(URI.create(base + path + (round % 3 == 0 ? "" : "?train=" + round)))
                .header("Accept-Language", round % 2 == 0 ? "zh-CN" : "ja").header("Accept-Encoding", "gzip").build(),
                HttpResponse.BodyHandlers.discarding());
          }
        }
        takePart(client, base, paths);
      }
    } finally {
      delete();
    }
    return 0;
  }

  /** A member reads, replies and supports; the demonstration's folder is thrown away with them. */
  private static void takePart(HttpClient client, String base, Set<String> paths) throws IOException, InterruptedException {
    post(client, base, "/sign-up", "/sign-up", "name=trainee&password=" + UUID.randomUUID());
    for (int round = 0; round < ROUNDS; round++) {
      for (String path : paths) {
        if (path.startsWith("/a/") || path.startsWith("/f/")) {
          String item = "/i/" + path.substring(3).replaceFirst("\\D.*", "");
          post(client, base, path, item + "/reply", "language=&body=" + URLEncoder.encode("写得很清楚，谢谢。", StandardCharsets.UTF_8));
          post(client, base, path, item + "/vote", "was=none&value=" + (round % 2 == 0 ? "support" : "oppose"));
        }
      }
    }
  }

  /** @param page where the form stands */
  private static void post(HttpClient client, String base, String page, String action, String fields)
      throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(client.send(HttpRequest.newBuilder(URI.create(base + page)).build(),
        HttpResponse.BodyHandlers.ofString()).body());
    if (token.find()) {
      client.send(HttpRequest.newBuilder(URI.create(base + action))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)
              + "&form_key=" + UUID.randomUUID() + "&" + fields)).build(), HttpResponse.BodyHandlers.discarding());
    }
  }

  private void delete() throws IOException {
    List<Path> all = new ArrayList<>();
    try (var found = Files.walk(data)) {
      found.sorted(Comparator.reverseOrder()).forEach(all::add);
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
