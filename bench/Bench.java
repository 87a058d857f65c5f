import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The benchmark: makes data, starts servers, measures, writes the table. Started by {@code bench/run}. */
public final class Bench {
  private static final long SEED = 20_260_101;
  private static final int SAMPLE = 400;
  private static final List<String> ROWS = List.of("cached", "rendered", "signed", "home", "channel", "replies", "memory", "live", "start",
      "parts");
  private final Path root;
  private final Path work;
  private final List<String> rows = new ArrayList<>();
  private List<Integer> sizes = List.of(10_000, 1_000_000);
  private int seconds = 8;
  private int runs = 3;
  private boolean keep;
  private boolean profile = true;
  private final Wrk wrk;
  private final Report report;
  private final List<Place> places = new ArrayList<>();
  private final Instant begun = Instant.now();

  /** A server with so many items, and its members. */
  private record Place(int items, Path data, Server server, List<Server.Person> readers, List<Long> articles) {}

  /** A page row: what is asked for at a place, and what nginx serves beside it. */
  private record Page(String key, String name, double least, String request, Predicate<Double> tail, String tailName) {}

  private Bench(String[] arguments) throws IOException {
    var left = new ArrayList<>(List.of(arguments));
    Path at = Path.of(".");
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--root" -> at = Path.of(left.removeFirst()).toAbsolutePath().normalize();
        case "--items" -> sizes = Arrays.stream(left.removeFirst().split(",")).map(Integer::valueOf).toList();
        case "--seconds" -> seconds = Integer.parseInt(left.removeFirst());
        case "--runs" -> runs = Integer.parseInt(left.removeFirst());
        case "--keep" -> keep = true;
        case "--no-profile" -> profile = false;
        default -> {
          if (!ROWS.contains(word)) {
            throw new IllegalArgumentException("bench/run [--items N,M] [--seconds S] [--runs R] [--keep] [--no-profile] "
                + ROWS + ", not: " + word);
          }
          rows.add(word);
        }
      }
    }
    root = at;
    work = Files.createDirectories(root.resolve("target/bench"));
    wrk = new Wrk(root.resolve("bench"));
    report = new Report(root, seconds, runs);
  }

  public static void main(String[] arguments) throws Exception {
    var bench = new Bench(arguments);
    try {
      bench.run();
    } finally {
      for (Place place : bench.places) {
        place.server().close();
      }
    }
  }

  private boolean asked(String row) {
    return rows.isEmpty() || rows.contains(row);
  }

  private void run() throws Exception {
    for (int items : rows.equals(List.of("parts")) ? List.<Integer>of() : sizes) {
      data(items);
    }
    boolean serving = rows.isEmpty() || !List.of("live", "start", "parts").containsAll(rows);
    if (serving) {
      for (int items : sizes) {
        places.add(open(items));
      }
      try (var nginx = new Nginx(work)) {
        pages(nginx);
      }
      Place largest = places.getLast();
      if (asked("replies")) {
        replies(largest);
      }
      if (asked("memory")) {
        report.memory(largest.server().rssAnon(), largest.items());
      }
      for (Place place : places) {
        place.server().close();
      }
      places.clear();
    }
    if (asked("live")) {
      live(sizes.getFirst());
    }
    if (asked("start")) {
      start(sizes.getLast());
    }
    if (asked("parts")) {
      report.parts(Parts.measure(root));
    }
    say("measured in %d minutes", Duration.between(begun, Instant.now()).toMinutes());
    String table = report.write();
    System.out.println(table);
    if (rows.isEmpty() && sizes.size() == 2) {
      Files.writeString(root.resolve("bench/RESULTS.md"), table);
    }
  }

  private static void say(String what, Object... arguments) {
    System.err.printf(Locale.ROOT, what + "%n", arguments);
  }

  private Path folder(int items) {
    return work.resolve("data-" + items);
  }

  private void data(int items) throws Exception {
    Path folder = folder(items);
    if (keep && Files.exists(folder.resolve("made"))) {
      return;
    }
    delete(folder);
    long start = System.nanoTime();
    // the platform makes its own tables
    Server.start(root, folder, work.resolve("server.log")).close();
    new DataSet(SEED).fill(folder.resolve("candylake.db"), items);
    Files.writeString(folder.resolve("made"), "");
    say("made %,d items in %d s (%,d MB)", items, (System.nanoTime() - start) / 1_000_000_000,
        Files.size(folder.resolve("candylake.db")) >> 20);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private Place open(int items) throws Exception {
    Server server = Server.start(root, folder(items), work.resolve("server-" + items + ".log"));
    List<Long> articles = DataSet.longArticles(items, SAMPLE);
    var readers = new ArrayList<Server.Person>();
    for (int i = 0; i < Wrk.CONNECTIONS; i++) {
      // names differ from run to run, since --keep keeps members too
      readers.add(server.signUp("reader " + i + " " + Long.toString(begun.toEpochMilli(), 36),
          List.of(articles.get(i * 3 % articles.size()), articles.get(i * 5 % articles.size()))));
    }
    return new Place(items, folder(items), server, readers, articles);
  }

  private void pages(Nginx nginx) throws Exception {
    var all = List.of(
        new Page("cached", "anonymous article, cached", 0.4, "/a/%d", null, "3 × nginx"),
        new Page("rendered", "anonymous article, rendered from the database each time", 0.03, "/a/%d?bench=%d",
            p99 -> p99 <= 50, "50 ms"),
        new Page("signed", "article for a signed-in reader", 0.025, "/a/%d", p99 -> p99 <= 60, "60 ms"),
        new Page("home", "home, signed in", 0.025, "/", null, ""),
        new Page("channel", "channel list, signed in", 0.025, "/c/tech", null, ""));
    for (Page page : all) {
      if (asked(page.key())) {
        page(page, nginx);
      }
    }
  }

  private void page(Page page, Nginx nginx) throws Exception {
    boolean signed = page.key().equals("signed") || page.key().equals("home") || page.key().equals("channel");
    var typical = new LinkedHashMap<Place, Long>();
    for (Place place : places) {
      typical.put(place, typical(place));
    }
    Place largest = places.getLast();
    byte[] bytes = largest.server().gzipped(page.request().formatted(typical.get(largest), 0),
        signed ? largest.readers().getFirst() : null);
    String file = nginx.put(page.key(), bytes);
    for (Place place : places) {
      Files.write(requests(place), lines(page, place, signed));
    }
    // until the compiler has seen this page at each place
    say("%s: warming up", page.name());
    wrk.lenient(true);
    for (Place place : places) {
      warm(2, 8, () -> ask(page, place, typical.get(place), 6));
    }
    wrk.lenient(false);
    wrk.same(file, 2);
    var beside = new ArrayList<Wrk.Run>();
    Map<Place, List<Wrk.Run>> measured = new LinkedHashMap<>();
    Map<Place, List<Double>> cpu = new LinkedHashMap<>();
    for (int i = 0; i < runs; i++) {
      beside.add(wrk.same(file, seconds));
      for (Place place : places) {
        double before = place.server().cpu();
        Wrk.Run run = ask(page, place, typical.get(place), seconds);
        measured.computeIfAbsent(place, p -> new ArrayList<>()).add(run);
        cpu.computeIfAbsent(place, p -> new ArrayList<>()).add((place.server().cpu() - before) * 1e3 / run.requests());
      }
    }
    String time = "";
    if (profile) {
      Profile.begin(largest.server().pid(), work.resolve("profile.jfc"));
      ask(page, largest, typical.get(largest), seconds);
      time = Profile.end(largest.server().pid(), work.resolve(page.key() + ".jfr"));
    }
    largest = places.getLast();
    report.page(page.name(), page.least(), page.tail() == null ? null : page.tailName(), page.key().equals("cached"),
        bytes.length, new Wrk.Runs(beside), measured.values().stream().map(Wrk.Runs::new).toList(),
        places.stream().map(Place::items).toList(),
        measured.keySet().stream().map(p -> middle(cpu.get(p))).toList(), time, page.tail());
    for (Place place : places) {
      Wrk.Runs at = new Wrk.Runs(measured.get(place));
      say("  %,d items: %,.0f/s (%s), p50 %.1f ms, p99 %.1f ms, CPU %.3f ms; nginx %,.0f/s, p99 %.1f ms; ratio %.3f; RssAnon %d MB",
          place.items(), at.rate(), at.range(), at.p50(), at.p99(), middle(cpu.get(place)), new Wrk.Runs(beside).rate(), new Wrk.Runs(beside).p99(),
          at.rate() / new Wrk.Runs(beside).rate(), place.server().rssAnon());
    }
    if (!time.isEmpty()) {
      say("  %s", time);
    }
    report.peak(largest.server().rssAnon());
  }

  private interface Load {
    Wrk.Run run() throws Exception;
  }

  /** Loads until two runs in turn were no faster than the fastest before them. */
  private static void warm(int least, int most, Load load) throws Exception {
    double best = 0;
    int slower = 0;
    for (int i = 0; i < most && (i < least || slower < 2); i++) {
      double rate = load.run().perSecond();
      slower = rate > best * 1.03 ? 0 : slower + 1;
      best = Math.max(best, rate);
    }
  }

  private static double middle(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }

  private Path requests(Place place) {
    return work.resolve("requests-" + place.items());
  }

  /** The article among those asked for whose page is of the middle size. */
  private static long typical(Place place) throws Exception {
    var sizes = new LinkedHashMap<Long, Integer>();
    for (int i = 0; i < place.articles().size(); i += place.articles().size() / 25) {
      long id = place.articles().get(i);
      sizes.put(id, place.server().gzipped("/a/" + id + "?bench=0", null).length);
    }
    var sorted = sizes.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    return sorted.get(sorted.size() / 2).getKey();
  }

  private static List<String> lines(Page page, Place place, boolean signed) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < Wrk.CONNECTIONS * 50; i++) {
      lines.add(page.request().formatted(place.articles().get(i * 7 % place.articles().size()), i)
          + "\t" + (signed ? place.readers().get(i % Wrk.CONNECTIONS).cookie() : "") + "\t");
    }
    return lines;
  }

  private Wrk.Run ask(Page page, Place place, long article, int duration) throws Exception {
    return page.key().equals("cached")
        ? wrk.same(place.server().base + page.request().formatted(article), duration)
        : wrk.file(place.server().base, requests(place), "", duration);
  }

  private void replies(Place place) throws Exception {
    say("durable replies: warming up");
    var lines = new ArrayList<String>();
    for (int i = 0; i < Wrk.CONNECTIONS * 20; i++) {
      Server.Person reader = place.readers().get(i % Wrk.CONNECTIONS);
      // not those that other rows read: twenty replies are to stay twenty
      long article = place.articles().get(i % place.articles().size()) + 2;
      lines.add("/i/" + article + "/reply\t" + reader.cookie() + "\t_csrf=" + Server.encode(reader.token)
          + "&language=&body=" + Server.encode("谢谢作者，第二段说得很清楚。希望下一篇能讲讲价格，" + i + " 个人都在等。") + "&form_key=");
    }
    Files.write(requests(place), lines);
    wrk.lenient(true);
    int[] round = {0};
    // a form passes through twice as much code as a page, and less often: the compiler takes longer to have seen it
    warm(8, 12, () -> wrk.file(place.server().base, requests(place), round[0]++ + "w" + begun.toEpochMilli(), 6));
    wrk.lenient(false);
    var inserts = new ArrayList<Double>();
    var measured = new ArrayList<Wrk.Run>();
    for (int i = 0; i < runs; i++) {
      inserts.add(inserts(4));
      long before = count(place);
      Wrk.Run run = wrk.file(place.server().base, requests(place), i + "m" + begun.toEpochMilli(), seconds);
      long written = count(place) - before;
      if (written < run.requests()) {
        throw new IOException(run.requests() + " replies acknowledged and " + written + " written");
      }
      measured.add(run);
    }
    String time = "";
    if (profile) {
      Profile.begin(place.server().pid(), work.resolve("profile.jfc"));
      wrk.file(place.server().base, requests(place), "p" + begun.toEpochMilli(), seconds);
      time = Profile.end(place.server().pid(), work.resolve("replies.jfr"));
    }
    var runs = new Wrk.Runs(measured);
    inserts.sort(null);
    say("  %,.0f replies/s (%s), p50 %.1f ms, p99 %.1f ms; plain inserts %,.0f/s", runs.rate(), runs.range(), runs.p50(),
        runs.p99(), inserts.get(inserts.size() / 2));
    say("  %s", time);
    report.replies(runs, inserts, time);
    report.peak(place.server().rssAnon());
  }

  private static long count(Place place) throws SQLException {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:file:" + place.data().resolve("candylake.db") + "?mode=ro");
        var row = db.createStatement().executeQuery("select seq from sqlite_sequence where name = 'item'")) {
      return row.getLong(1);
    }
  }

  /** What the disk gives to whoever waits for it with each row: one thread, one insert a transaction, synced. */
  private double inserts(int duration) throws Exception {
    Path folder = work.resolve("plain");
    delete(folder);
    Files.createDirectories(folder);
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plain.db"));
        var control = db.createStatement()) {
      control.execute("pragma journal_mode = wal");
      control.execute("pragma synchronous = full");
      control.execute("create table reply (id integer primary key autoincrement, item integer not null, body text not null)");
      try (var insert = db.prepareStatement("insert into reply (item, body) values (?, ?)")) {
        long start = System.nanoTime();
        int n = 0;
        while (System.nanoTime() - start < duration * 1_000_000_000L) {
          insert.setLong(1, n++);
          insert.setString(2, "谢谢作者，第二段说得很清楚。希望下一篇能讲讲价格。");
          insert.executeUpdate();
        }
        return n * 1e9 / (System.nanoTime() - start);
      }
    }
  }

  /** Ten thousand streams on a server of their own, which begins with nothing kept and a heap that has not grown. */
  private void live(int items) throws Exception {
    Path log = work.resolve("server-live.log");
    say("live: %,d streams", LiveStreams.MOST);
    LiveStreams.Seen seen = new LiveStreams(root, folder(items), log, DataSet.longArticles(items, SAMPLE)).measure();
    say("  %s", seen);
    report.live(seen);
  }

  private void start(int items) throws Exception {
    var took = new ArrayList<Double>();
    String page = "/a/" + DataSet.longArticles(items, SAMPLE).getFirst();
    Path log = work.resolve("server.log");
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      try (Server server = Server.launch(root, folder(items), log)) {
        server.await(page, log);
        took.add((System.nanoTime() - begin) / 1e9);
      }
    }
    took.sort(null);
    say("start to first page: %.2f s (%.2f–%.2f)", took.get(2), took.getFirst(), took.getLast());
    report.start(took);
  }
}
