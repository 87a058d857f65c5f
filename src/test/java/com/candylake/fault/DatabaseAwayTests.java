package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A PostgreSQL that stands still, is stopped, or never answers: what readers and members get meanwhile, and afterwards. */
@Tag("fault")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DatabaseAwayTests {
  /** At two seconds for each of them none of these would be answered within what a node may be blind. */
  private static final int PAGES = 600;

  /** After so long the pool of writers tries again only every five seconds. */
  private static final Duration POOL_RESTS = Duration.ofSeconds(6);

  @Test
  void keptPagesAreReadOnFormsComeBackWithTheirTextAndAllIsWellAfterwards() {
    try (var postgres = new RealPostgres();
        var server = ServerProcess.node(postgres, "only", "candylake.node.blind=40s")) {
      away(server, postgres::freeze, postgres::wake, "frozen");
      away(server, postgres::kill, () -> {
        LockSupport.parkNanos(POOL_RESTS.toNanos());
        postgres.start();
      }, "stopped");
    }
  }

  @Test
  void aQuestionThatIsNeverAnsweredIsGivenUp() throws SQLException {
    try (var postgres = new RealPostgres(); var server = ServerProcess.node(postgres, "only");
        var other = DriverManager.getConnection(postgres.url(), "postgres", "")) {
      Browserless reader = server.http();
      assertThat(reader.get("/flashes?anew=1").status()).isEqualTo(200);
      other.setAutoCommit(false);
      other.createStatement().execute("lock table listing in access exclusive mode");
      assertThat(reader.get("/flashes?anew=2").status()).isEqualTo(503);
      other.rollback();
      assertThat(reader.get("/flashes?anew=3").status()).isEqualTo(200);
    }
  }

  private static Person signUp(ServerProcess server, String name) {
    Person author = server.http().stranger();
    assertThat(author.submit("/sign-up", "/sign-up", "name", "author " + name, "password", "a long enough phrase").status())
        .isEqualTo(303);
    return author;
  }

  private static String post(Person author, String text) {
    return author.submit("/flashes", "/flashes", "body", text, "language", "en").header("Location").orElseThrow()
        .replaceFirst("\\?.*", "");
  }

  private static void away(ServerProcess server, Runnable leaves, Runnable returns, String name) {
    Person author = signUp(server, name);
    String path = post(author, "Before " + name);
    Browserless reader = server.http();
    List<String> kept = List.of(path, "/", "/flashes");
    PlatformTest.await(() -> kept.stream().allMatch(p -> reader.get(p, "Accept-Language", "en").body()
        .contains("Before " + name)));
    Map<String, List<String>> form = author.form("/flashes", "/flashes", "body", "Typed while it is away, " + name,
        "language", "en");
    leaves.run();
    try {
      PlatformTest.await(() -> reader.get("/health").status() == 503);
      for (int i = 0; i < PAGES; i++) {
        Browserless.Answer answer = reader.get(kept.get(i % kept.size()), "Accept-Language", "en");
        assertThat(answer.status()).as("kept page %d", i).isEqualTo(200);
        assertThat(answer.body()).contains("Before " + name);
      }
      Browserless.Answer refused = author.post("/flashes", form);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isPresent();
      assertThat(refused.page().select("textarea").text()).isEqualTo("Typed while it is away, " + name);
      Browserless.Answer mine = author.get("/mine");
      assertThat(mine.status()).isEqualTo(503);
      assertThat(mine.page().select("main h1").text()).isNotBlank();
    } finally {
      returns.run();
    }
    PlatformTest.await(() -> reader.get("/health").status() == 200);
    assertThat(author.get("/mine").page().select("main").text()).as("still signed in").contains("Before " + name);
    assertThat(author.post("/flashes", form).status()).isEqualTo(303);
    PlatformTest.await(() -> reader.get("/flashes", "Accept-Language", "en").body()
          .contains("Typed while it is away, " + name));
    assertThat(author.get("/mine").page().select("main").text()).containsOnlyOnce("Typed while it is away, " + name);
  }
}
