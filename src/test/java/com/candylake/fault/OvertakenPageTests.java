package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Pages that are being made while what they show is withdrawn and brought back, again and again: once its author has the
 * answer, nobody is sent the text any more, at no address and by no node.
 */
@Tag("fault")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class OvertakenPageTests {
  private static final String TEXT = "Here and gone and here again";
  private static final int ROUNDS = 15;
  private static final int READERS = 6;
  private final long seed = System.nanoTime();

  /** Odd while the author has been told that it is gone from everywhere, and has not asked for it back. */
  private final AtomicInteger phase = new AtomicInteger();
  private final AtomicLong askedWhileGone = new AtomicLong();
  private final AtomicLong seen = new AtomicLong();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @Test
  void onTwoNodesOfWhichOneReadsFromAReplica() throws Exception {
    try (var postgres = new RealPostgres(); var replica = postgres.replica();
        var first = ServerProcess.node(postgres, "first");
        var second = ServerProcess.node(postgres, "second", "candylake.database.replica=" + replica.url())) {
      hammer(first.http(), List.of(first.http(), second.http()));
    }
  }

  @Test
  void onSqlite() throws Exception {
    try (var server = ServerProcess.start(PlatformTest.temporary())) {
      hammer(server.http(), List.of(server.http()));
    }
  }

  private void hammer(Browserless http, List<Browserless> nodes) throws Exception {
    System.out.println("OvertakenPageTests, seed " + seed);
    Person author = signUp(http, "an author");
    Person member = signUp(http, "a reader");
    String path = author.submit("/flashes", "/flashes", "body", TEXT, "language", "en").header("Location").orElseThrow()
        .replaceFirst("\\?.*", "");
    List<String> places = List.of(path, path, "/", "/flashes", "/flashes?sort=hot", "/u/an%20author");
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers = new ArrayList<Future<?>>();
      for (int i = 0; i < READERS * nodes.size(); i++) {
        Browserless node = nodes.get(i % nodes.size());
        Person reader = i / nodes.size() % 2 == 0 ? node.stranger() : node.as(member);
        var dice = new Random(seed + i);
        readers.add(threads.submit(() -> {
          while (!over.get()) {
            String place = places.get(dice.nextInt(places.size()));
            read(reader, dice.nextInt(3) > 0 ? place : place + (place.contains("?") ? "&" : "?") + "anew=" + dice.nextInt());
          }
        }));
      }
      String item = path.replace("/f/", "/i/");
      Map<String, List<String>> vote = member.form(path, item + "/vote");
      // each vote outdates the item's pages, so that there is one being made whenever it is withdrawn
      readers.add(threads.submit(() -> {
        var form = new HashMap<>(vote);
        form.remove("was");
        while (!over.get()) {
          form.put("value", List.of("support"));
          form.put("form_key", List.of(UUID.randomUUID().toString()));
          member.post(item + "/vote", form);
        }
      }));
      try {
        for (int round = 0; round < ROUNDS; round++) {
          long before = seen.get();
          PlatformTest.await(() -> seen.get() > before + places.size());
          String answer = author.submit(item + "/withdraw", item + "/withdraw").header("Location").orElseThrow();
          if (answer.endsWith("done=withdrawn")) {
            phase.incrementAndGet();
            long asked = askedWhileGone.get();
            PlatformTest.await(() -> askedWhileGone.get() > asked + 5L * places.size());
            phase.incrementAndGet();
          }
          assertThat(author.submit("/mine", item + "/restore").status()).isEqualTo(303);
        }
      } finally {
        over.set(true);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
    assertThat(wrong).as("seed %d", seed).isEmpty();
    assertThat(phase.get() / 2).as("rounds in which all nodes have answered").isGreaterThan(ROUNDS / 2);
    System.out.println("OvertakenPageTests: " + askedWhileGone.get() + " pages asked for while it was gone, " + seen.get()
        + " with it while it was there");
  }

  private void read(Person reader, String place) {
    int before = phase.get();
    Browserless.Answer answer = reader.get(place);
    boolean shows = answer.body().contains(TEXT);
    if (before % 2 == 1 && phase.get() == before) {
      askedWhileGone.incrementAndGet();
      if (shows) {
        wrong.add(place + " in round " + before / 2);
      }
    } else if (shows) {
      seen.incrementAndGet();
    }
  }

  private static Person signUp(Browserless http, String name) {
    Person person = http.stranger();
    assertThat(person.submit("/sign-up", "/sign-up", "name", name, "password", "a long enough phrase").status()).isEqualTo(303);
    return person;
  }
}
