import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The table, in Markdown. */
final class Report {
  private final Path root;
  private final int seconds;
  private final int runs;
  private final List<String> targets = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();
  private final List<String> scale = new ArrayList<>();
  private final List<String> times = new ArrayList<>();
  private final List<String> parts = new ArrayList<>();
  private long peak;

  Report(Path root, int seconds, int runs) {
    this.root = root;
    this.seconds = seconds;
    this.runs = runs;
  }

  private static String f(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private static String verdict(boolean reached) {
    return reached ? "reached" : "**missed**";
  }

  void page(String name, double least, String tailName, boolean likeNginx, int bytes, Wrk.Runs nginx, List<Wrk.Runs> measured,
      List<Integer> items, List<Double> cpu, String time, Predicate<Double> tail) {
    Wrk.Runs largest = measured.getLast();
    double ratio = largest.rate() / nginx.rate();
    boolean quick = likeNginx ? largest.p99() <= 3 * nginx.p99() : tail == null || tail.test(largest.p99());
    targets.add(f("| %s | %s × nginx%s | %.3f × nginx, p99 %.1f ms%s | %s |", name, least,
        likeNginx ? ", p99 ≤ 3 × nginx's" : tailName == null ? "" : ", p99 ≤ " + tailName, ratio, largest.p99(),
        likeNginx ? f(" (%.1f × nginx's)", largest.p99() / nginx.p99()) : "", verdict(ratio >= least && quick)));
    for (int i = 0; i < measured.size(); i++) {
      Wrk.Runs at = measured.get(i);
      pages.add(f("| %s | %,d | %,d | %,.0f | %s | %.1f | %.1f | %.2f | %,.0f | %s | %.1f | %.4f |", name, items.get(i), bytes,
          at.rate(), at.range(), at.p50(), at.p99(), cpu.get(i), nginx.rate(), nginx.range(), nginx.p99(), at.rate() / nginx.rate()));
    }
    if (measured.size() == 2) {
      double slower = measured.getFirst().rate() / largest.rate();
      scale.add(f("| %s, %,d items instead of %,d | within 1.3 × of its time | %.2f × | %s |", name, items.getLast(),
          items.getFirst(), slower, verdict(slower <= 1.3)));
    }
    if (!time.isEmpty()) {
      times.add("| " + name + " | " + time + " |");
    }
  }

  void peak(long megabytes) {
    peak = Math.max(peak, megabytes);
  }

  void replies(Wrk.Runs runs, List<Double> inserts, String time) {
    double plain = inserts.get(inserts.size() / 2);
    targets.add(f("| durable replies from 32 clients over HTTP | 2,000/s where plain synced inserts reach 500/s "
        + "| %,.0f/s (%s), p50 %.1f ms, p99 %.1f ms; plain inserts %,.0f/s (%,.0f–%,.0f) | %s |", runs.rate(), runs.range(),
        runs.p50(), runs.p99(), plain, inserts.getFirst(), inserts.getLast(), verdict(runs.rate() >= 2_000)));
    if (!time.isEmpty()) {
      times.add("| durable replies | " + time + " |");
    }
  }

  void memory(long megabytes, int items) {
    peak(megabytes);
    targets.add(f("| anonymous memory (`RssAnon`) after all of this, %,d items | 400 MB | %,d MB, at the most %,d MB | %s |",
        items, megabytes, peak, verdict(peak <= 400)));
  }

  void live(LiveStreams.Seen seen) {
    targets.add(f("| %,d idle streams of `/live` | within 300 MB more than without them | %,d streams, %,d MB more (%,d, before "
        + "%,d; %,d when they have left) | %s |", LiveStreams.MOST, seen.streams(), seen.more(), seen.idle(), seen.before(),
        seen.after(), verdict(seen.streams() == LiveStreams.MOST && seen.more() <= 300)));
    targets.add(f("| a flash reaches them all | – | %,d within %.2f s, half of them within %.2f s | %s |", seen.heard(),
        seen.last(), seen.half(), verdict(seen.heard() == seen.streams())));
    targets.add(f("| after a restart all come back with their last id | pages are answered | %,d within %.1f s, %,d MB; an article "
        + "rendered meanwhile p50 %.0f ms, p99 %.0f ms | %s |", seen.returned(), seen.back(), seen.stormed(),
        seen.pages().get(seen.pages().size() / 2), seen.p99(), verdict(seen.returned() == seen.streams())));
  }

  void start(List<Double> took) {
    double middle = took.get(took.size() / 2);
    targets.add(f("| start to first page | 4 s, aim 2 | %.2f s (%.2f–%.2f) | %s |", middle, took.getFirst(), took.getLast(),
        verdict(middle <= 4)));
  }

  void parts(List<Parts.Part> measured) {
    measured.forEach(p -> parts.add(f("| %s | %,.1f | %,.1f |", p.name(), p.micros(), p.error())));
  }

  String write() throws IOException, InterruptedException {
    var all = new ArrayList<String>();
    all.add("# What was measured\n");
    all.add("Written by `bench/run`; README.md says what is measured and how. Commit " + said("git", "rev-parse", "--short=12", "HEAD")
        + (said("git", "status", "--porcelain", "--untracked-files=no", "--", "src", "pom.xml", "candylake").isEmpty()
            ? "" : " with changes on top") + ".\n");
    all.add(f("Machine: %s, %d cores, %,d MB memory, Linux %s, Java %s. wrk with %d connections and 2 threads on the same "
        + "cores, %d s a run, %d runs; nginx runs between them. Rates are medians, p50 and p99 the medians of the runs.\n",
        grep("/proc/cpuinfo", "model name"), Runtime.getRuntime().availableProcessors(),
        Long.parseLong(grep("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
        System.getProperty("os.version").replaceAll("-.*", ""), Runtime.version(), Wrk.CONNECTIONS, seconds, runs));
    all.add("## Targets\n");
    all.add("| work | at least | measured | |\n|---|---|---|---|");
    all.addAll(targets);
    all.addAll(scale);
    if (!pages.isEmpty()) {
      all.add("\n## Pages\n");
      all.add("Bytes are those of the compressed page, which nginx serves too. Times in milliseconds; CPU is what the server used for each page, in all its "
          + "threads.\n");
      all.add("| page | items | bytes | /s | range | p50 | p99 | CPU | nginx /s | its range | its p99 | ratio |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|---|");
      all.addAll(pages);
    }
    if (!times.isEmpty()) {
      all.add("\n## Where the time goes\n");
      all.add("Samples of the server's CPU time (JFR) under the same load, by what the stack meets first from its top; "
          + "shares under 2 % are left out.\n");
      all.add("| work | CPU time |\n|---|---|");
      all.addAll(times);
    }
    if (!parts.isEmpty()) {
      all.add("\n## Parts\n");
      all.add("Each on its own, by JMH, in microseconds of one thread: everything is in the processor's caches, as it is not between two "
          + "requests. `bench/parts` is what is measured.\n");
      all.add("| part | mean | ± (99.9 %) |\n|---|---|---|");
      all.addAll(parts);
    }
    all.add("\n" + Files.readString(root.resolve("bench/SHORTFALLS.md")).strip());
    return all.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String grep(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream().filter(l -> l.startsWith(name)).findFirst()
        .map(l -> l.substring(l.indexOf(':') + 1).strip()).orElse("unknown");
  }

  private String said(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(root.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return said;
  }
}
