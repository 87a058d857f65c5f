import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the JMH benchmarks of {@code bench/parts}: what pages and forms are made of, each part on its own. */
final class Parts {
  private Parts() {}

  /**
   * What one of them took.
   *
   * @param micros of one call, the mean
   * @param error half of the interval that has the mean with 99.9 %
   */
  record Part(String name, double micros, double error) {}

  static List<Part> measure(Path root) throws IOException, InterruptedException {
    Path result = root.resolve("target/parts.json");
    Path log = root.resolve("target/bench/parts.log");
    Process maven = new ProcessBuilder("mvn", "-B", "-ntp", "-Pparts", "test-compile", "exec:exec").directory(root.toFile())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (maven.waitFor() != 0) {
      throw new IOException("JMH failed: " + log);
    }
    return JsonMapper.shared().readTree(result.toFile()).valueStream().map(Parts::part).toList();
  }

  private static Part part(JsonNode run) {
    String name = run.get("benchmark").asString();
    JsonNode metric = run.get("primaryMetric");
    return new Part(name.substring(name.lastIndexOf('.') + 1).replaceAll("([A-Z])", " $1").toLowerCase(),
        metric.get("score").asDouble(), metric.get("scoreError").asDouble());
  }
}
