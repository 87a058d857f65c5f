import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ten thousand readers of {@code /live}: what they cost, how soon they hear, and what a restart is when all come back. */
final class LiveStreams {
  static final int MOST = 10_000;

  /** Over one heartbeat of 25 s. */
  private static final int IDLE = 27;
  private static final int PATIENCE = 60;

  /** Beside the streams: libraries, database, other requests, and the crowd's own. */
  private static final int FILES = 500;
  private static final int RETURNING = 100;

  /** As many connect at once as a listening socket's queue has places for. */
  private static final int STORM = 1_000;
  private final Path root;
  private final Path data;
  private final Path log;
  private final List<Long> articles;

  LiveStreams(Path root, Path data, Path log, List<Long> articles) {
    this.root = root;
    this.data = data;
    this.log = log;
    this.articles = articles;
  }

  /**
   * What was seen.
   *
   * @param streams how many were open
   * @param before MB of anonymous memory before them
   * @param idle with all of them, after a heartbeat
   * @param told after the first flash
   * @param after when they have left
   * @param opening seconds
   * @param half seconds from sending the form until half of them have the flash
   * @param last until the last has it
   * @param heard how many have it
   * @param missed of a hundred that came back with their last id: how many were told what they had missed
   * @param back seconds from the server's answering again until all are back and told what they had missed
   * @param returned how many of them
   * @param stormed MB with all of them back
   * @param pages how long pages took meanwhile, in milliseconds, sorted
   */
  record Seen(int streams, long before, long idle, long told, long after, double opening, double half, double last, int heard,
      int missed, double back, long returned, long stormed, List<Double> pages) {
    long more() {
      return idle - before;
    }

    double p99() {
      return pages.get((int) (pages.size() * 0.99));
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%,d streams opened in %.1f s: %d MB before, %d idle (%d more), %d after a flash, %d after "
          + "they left; a flash reaches half in %.2f s, %,d in %.2f s; %d of %d told what they missed; after a restart %,d back in "
          + "%.1f s, %d MB, %,d pages meanwhile p50 %.0f ms, p99 %.0f ms, at the most %.0f ms", streams, opening, before, idle,
          more(), told, after, half, heard, last, missed, RETURNING, returned, back, stormed, pages.size(),
          pages.get(pages.size() / 2), p99(), pages.getLast());
    }
  }

  private static int openFiles() throws IOException {
    String line = Files.readAllLines(Path.of("/proc/self/limits")).stream().filter(l -> l.startsWith("Max open files"))
        .findFirst().orElseThrow();
    // Java takes as many as it is allowed at all, here and in the server
    String most = line.substring(26).strip().split("\\s+")[1];
    return most.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(most);
  }

  private static void say(String what, Object... arguments) {
    System.err.printf(Locale.ROOT, "  " + what + "%n", arguments);
  }

  Seen measure() throws Exception {
    int streams = Math.min(MOST, openFiles() - FILES);
    if (streams < MOST) {
      say("only %,d open files are allowed (ulimit -Hn): %,d streams instead of %,d", openFiles(), streams, MOST);
    }
    Server server = Server.start(root, data, log);
    try (var crowd = new Crowd(server.port()); var other = Executors.newVirtualThreadPerTaskExecutor()) {
      Server.Person author = server.signUp("author " + Long.toString(System.currentTimeMillis(), 36),
          List.of(articles.getFirst()));
      for (long article : articles) {
        server.gzipped("/a/" + article, null);
      }
      long before = server.rssAnon();
      long start = System.nanoTime();
      crowd.open(streams, PATIENCE);
      double opening = since(start);
      long open = crowd.count(r -> r.here && !r.ended);
      say("%,d of %,d open after %.1f s, %d MB more", open, streams, opening, server.rssAnon() - before);
      if (open < streams) {
        throw new IOException("streams were not opened, see " + log);
      }
      crowd.await(() -> false, IDLE);
      if (crowd.count(r -> r.beats > 0) < streams) {
        throw new IOException(streams - crowd.count(r -> r.beats > 0) + " streams without a heartbeat");
      }
      long idle = server.rssAnon();
      if (System.getProperty("histogram") != null) {
        new ProcessBuilder("jcmd", String.valueOf(server.pid()), "GC.class_histogram")
            .redirectOutput(Path.of(System.getProperty("histogram")).toFile()).start().waitFor();
      }
      double[] first = flash(server, author, crowd, other);
      int heard = crowd.heard();
      long told = server.rssAnon();
      var few = crowd.all().subList(0, Math.min(RETURNING, streams));
      few.forEach(Crowd.Reader::leave);
      flash(server, author, crowd, other);
      int hadIt = crowd.heard();
      crowd.comeBack(few, Crowd.WINDOW, PATIENCE);
      int missed = crowd.heard() - hadIt;
      say("%d of %d were told what they had missed", missed, few.size());
      server.close();
      crowd.await(() -> crowd.count(r -> !r.ended) == 0, PATIENCE);
      server = Server.launch(root, data, log, server.port());
      server.await("/health", log);
      var storming = new AtomicBoolean(true);
      server.get(author, "/flashes");
      post(server, author);
      crowd.listenFor("\"kind\":\"flash\"");
      Future<List<Double>> pages = other.submit(pages(server, storming));
      start = System.nanoTime();
      int broken = crowd.broken();
      crowd.comeBack(crowd.all(), STORM, PATIENCE);
      double back = since(start);
      storming.set(false);
      // what it missed comes before it is told that it is here
      long returned = crowd.count(r -> r.here && !r.ended && r.told);
      List<Double> took = pages.get();
      long stormed = server.rssAnon();
      say("%,d back in %.1f s, %d connections broke", returned, back, crowd.broken() - broken);
      crowd.all().forEach(Crowd.Reader::leave);
      crowd.await(() -> false, 2);
      return new Seen(streams, before, idle, told, server.rssAnon(), opening, first[0], first[1], heard, missed, back, returned,
          stormed, took);
    } finally {
      server.close();
    }
  }

  /** Posts one and waits until all that are open have it; seconds until half of them had, and the last. */
  private static double[] flash(Server server, Server.Person author, Crowd crowd, ExecutorService other)
      throws IOException, InterruptedException, ExecutionException {
    int open = (int) crowd.count(r -> r.here && !r.ended);
    server.get(author, "/flashes");
    crowd.listenFor("\"kind\":\"flash\"");
    long start = System.nanoTime();
    Future<?> posted = other.submit(() -> {
      post(server, author);
      return null;
    });
    crowd.await(() -> crowd.heard() * 2 >= open, PATIENCE);
    double half = since(start);
    crowd.await(() -> crowd.heard() >= open, PATIENCE);
    double last = since(start);
    posted.get();
    say("%,d of %,d heard of a flash, half within %.3f s, the last after %.3f s", crowd.heard(), open, half, last);
    return new double[] {half, last};
  }

  private static void post(Server server, Server.Person author) throws IOException, InterruptedException {
    String key = "bench-f" + System.nanoTime();
    server.post(author, "/flashes", "body", "湖面今天早上结冰了，有 " + key + " 只鸟站在上面。", "language", "zh-Hans", "form_key", key);
  }

  /** Ten pages a second that no cache has, for as long as it lasts; milliseconds, sorted. */
  private Callable<List<Double>> pages(Server server, AtomicBoolean lasts) {
    return () -> {
      var took = new ArrayList<Double>();
      do {
        long start = System.nanoTime();
        server.gzipped("/a/" + articles.get(took.size() % articles.size()) + "?bench=" + took.size(), null);
        took.add(since(start) * 1e3);
        TimeUnit.MILLISECONDS.sleep(100);
      } while (lasts.get());
      took.sort(null);
      return took;
    };
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
