package com.candylake.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the JVM watches in order to start faster the next time: the platform starts on a folder of its own with the
 * demonstration in it, is read as readers would, and stops. The launcher runs it with {@code -XX:AOTCacheOutput} (JEP 483,
 * 514, 515).
 */
@Command(name = "train", hidden = true, description = "Starts, answers some requests and stops, for the launcher to watch.")
final class Train implements Callable<Integer> {
  /** Enough for profiles of what every page does; more makes no better start. */
  private static final int ROUNDS = 20;
  private static final Pattern LOCAL = Pattern.compile("(?:href|src)=\"(/(?:[acf]/|flashes|s/|sign-)[^\"#?]*)");

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder that is made and deleted again.")
  private Path data = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var running = Installation.serve(data, 0)) {
      Demo.load(running);
      String base = "http://127.0.0.1:" + running.getEnvironment().getRequiredProperty("local.server.port");
      Set<String> paths = new LinkedHashSet<>(List.of("/"));
      try (var client = HttpClient.newHttpClient()) {
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
      }
    } finally {
      delete();
    }
    return 0;
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
