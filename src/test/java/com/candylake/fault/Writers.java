package com.candylake.fault;

import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Members who reply and vote as fast as they are answered, and send again what was not answered. */
final class Writers {
  private static final int MEMBERS = 4;
  private final List<Writer> writers = new ArrayList<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final long root;
  private final long flash;

  /** Signs them up, and lets the first publish what the others write under. */
  Writers(Browserless http, int number, long seed) {
    String name = "w" + Long.toString(seed, 36).replace("-", "") + "-";
    Person first = signUp(http, name + "0");
    root = published(first.submit("/flashes", "/flashes", "body", "Written under.", "language", "en"));
    flash = published(first.submit("/flashes", "/flashes", "body", "Voted on under load.", "language", "en"));
    // a password is hashed slowly on purpose: each member writes in several tabs
    List<Person> members = Stream.concat(Stream.of(first),
        IntStream.range(1, MEMBERS).mapToObj(i -> signUp(http, name + i))).toList();
    for (int i = 0; i < number; i++) {
      writers.add(new Writer(members.get(i % members.size()), i, new Random(seed + i)));
    }
  }

  /** What the replies stand under. */
  long root() {
    return root;
  }

  /** What the votes are on. */
  long flash() {
    return flash;
  }

  /** The texts of the replies of which somebody was told that they are there. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** All write until the time is over; then what happens must happen while they go on. */
  void during(Browserless http, long millis, Runnable happens) throws InterruptedException {
    during(List.of(http), millis, happens);
  }

  /** @param nodes they write on each of them */
  void during(List<Browserless> nodes, long millis, Runnable happens) throws InterruptedException {
    var over = new CountDownLatch(1);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    writers.forEach(w -> threads.submit(() ->
        w.write(nodes.get(w.number / MEMBERS % nodes.size()).as(w.person), over)));
    Thread.sleep(millis);
    happens.run();
    over.countDown();
    threads.shutdown();
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new AssertionError("writers hang");
    }
  }

  /** Everybody sends once more what was not answered. */
  void again(Browserless http) {
    writers.forEach(w -> w.again(http.as(w.person)));
  }

  private static Person signUp(Browserless http, String name) {
    Person person = http.stranger();
    Browserless.Answer answer = person.submit("/sign-up", "/sign-up", "name", name, "password", "a long enough phrase " + name);
    if (answer.status() != 303) {
      throw new AssertionError("sign-up: " + answer);
    }
    return person;
  }

  private static long published(Browserless.Answer answer) {
    String path = answer.header("Location").orElseThrow(() -> new AssertionError(answer.body()));
    return Long.parseLong(path.replaceFirst("^/f/(\\d+).*", "$1"));
  }

  private final class Writer {
    private final Person person;
    private final int number;
    private final Random random;
    private final Map<String, List<String>> reply;
    private final Map<String, List<String>> vote;
    private final Map<String, Map<String, List<String>>> unanswered = new LinkedHashMap<>();
    private int count;

    Writer(Person person, int number, Random random) {
      this.person = person;
      this.number = number;
      this.random = random;
      this.reply = person.form("/f/" + root, "/i/" + root + "/reply");
      this.vote = person.form("/f/" + flash, "/i/" + flash + "/vote");
    }

    void write(Person browser, CountDownLatch over) {
      while (over.getCount() > 0) {
        try {
          if (random.nextInt(4) == 0) {
            vote(browser);
          } else {
            String text = "Reply %d of writer %d.".formatted(++count, number);
            var form = new LinkedHashMap<>(reply);
            form.put("body", List.of(text));
            form.put("language", List.of("en"));
            form.put("form_key", List.of(UUID.randomUUID().toString()));
            unanswered.put(text, form);
            send(browser, text, form);
          }
        } catch (UncheckedIOException e) {
          return;
        }
      }
    }

    void again(Person browser) {
      Map.copyOf(unanswered).forEach((text, form) -> {
        // connections that died with the database may cost somebody a 503 more
        PlatformTest.await(() -> {
          send(browser, text, form);
          return !unanswered.containsKey(text);
        });
      });
    }

    private void send(Person browser, String text, Map<String, List<String>> form) {
      if (browser.post("/i/" + root + "/reply", form).status() == 303) {
        acknowledged.add(text);
        unanswered.remove(text);
      }
    }

    private void vote(Person browser) {
      var form = new LinkedHashMap<>(vote);
      form.remove("was");
      form.put("value", List.of(random.nextBoolean() ? "support" : "oppose"));
      form.put("form_key", List.of(UUID.randomUUID().toString()));
      browser.post("/i/" + flash + "/vote", form);
    }
  }
}
