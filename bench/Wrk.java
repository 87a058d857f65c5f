import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Runs wrk: 32 connections, 2 threads. */
final class Wrk {
  static final int CONNECTIONS = 32;
  private final Path scripts;

  Wrk(Path scripts) {
    this.scripts = scripts;
  }

  /** One run; times in milliseconds. */
  record Run(double perSecond, double p50, double p99, double max, long requests) {}

  /** Runs that only warm a server up may meet time-outs. */
  private boolean lenient;

  Wrk lenient(boolean now) {
    lenient = now;
    return this;
  }

  /** Several runs of the same thing. */
  record Runs(List<Run> all) {
    Runs {
      all = all.stream().sorted(Comparator.comparingDouble(Run::perSecond)).toList();
    }

    double rate() {
      return all.get(all.size() / 2).perSecond();
    }

    String range() {
      return String.format(Locale.ROOT, "%,.0f–%,.0f", all.getFirst().perSecond(), all.getLast().perSecond());
    }

    double p50() {
      return middle(all.stream().mapToDouble(Run::p50).sorted().toArray());
    }

    double p99() {
      return middle(all.stream().mapToDouble(Run::p99).sorted().toArray());
    }

    private static double middle(double[] sorted) {
      return sorted[sorted.length / 2];
    }
  }

  /** The same request each time, with as little work for wrk as can be. */
  Run same(String url, int seconds) throws IOException, InterruptedException {
    return run(url, seconds, "measured.lua", null, "");
  }

  /** The requests of a file in turn. */
  Run file(String base, Path requests, String nonce, int seconds) throws IOException, InterruptedException {
    return run(base, seconds, "requests.lua", requests, nonce);
  }

  private Run run(String url, int seconds, String script, Path requests, String nonce)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("wrk", "-t2", "-c" + CONNECTIONS, "-d" + seconds + "s", "--latency", "--timeout", "10s",
        "-s", scripts.resolve(script).toString(), "-H", "Accept-Encoding: gzip", "-H", "Accept-Language: " + Server.READS, url));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (requests != null) {
      builder.environment().put("BENCH_REQUESTS", requests.toString());
      builder.environment().put("BENCH_READS", Server.READS);
      builder.environment().put("BENCH_NONCE", nonce);
    }
    Process wrk = builder.start();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    String line = said.lines().filter(l -> l.startsWith("MEASURED ")).findFirst()
        .orElseThrow(() -> new IOException("wrk: " + said));
    long[] n = List.of(line.substring(9).split(" ")).stream().mapToLong(Long::parseLong).toArray();
    if (n[2] > 0 && !lenient) {
      throw new IOException(n[2] + " of " + n[0] + " requests failed: " + url + "\n" + said);
    }
    return new Run(n[0] * 1e6 / n[1], n[3] / 1e3, n[4] / 1e3, n[5] / 1e3, n[0]);
  }
}
