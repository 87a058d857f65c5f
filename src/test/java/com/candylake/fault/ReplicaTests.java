package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Sessions;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes whose pages are read from a PostgreSQL that follows the one that is written to, late or not at all. */
@Tag("fault")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ReplicaTests {
  private static final String PASSWORD = "a long enough phrase";

  private static ServerProcess node(RealPostgres primary, RealPostgres replica, String name) {
    return ServerProcess.node(primary, name, "candylake.database.replica=" + replica.url());
  }

  private static Person signUp(Browserless http, String name) {
    Person person = http.stranger();
    Browserless.Answer answer = person.submit("/sign-up", "/sign-up", "name", name, "password", PASSWORD);
    assertThat(answer.status()).isEqualTo(303);
    return person;
  }

  private static String place(Browserless.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return answer.header("Location").orElseThrow().replaceFirst("[?#].*", "");
  }

  /** A parameter that no page knows keeps it from being kept: it is read from the database. */
  private static Browserless.Answer read(Browserless reader, String path) {
    return reader.get(path + "?anew=" + System.nanoTime(), "Accept-Language", "en");
  }

  /** Until a reader of this node is answered by the replica. */
  private static void awaitPagesFrom(RealPostgres replica, ServerProcess node) {
    String scans = "select sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0)) from pg_stat_user_tables"
        + " where relname = 'listing'";
    Browserless reader = node.http();
    String before = replica.text(scans);
    PlatformTest.await(() -> {
      assertThat(read(reader, "/").status()).isEqualTo(200);
      return !replica.text(scans).equals(before);
    });
  }

  @Test
  void whoHasWrittenFindsItAtOnceOnEveryNodeWhileTheReplicaDoesNotHaveIt() throws SQLException {
    try (var primary = new RealPostgres(); var replica = primary.replica();
        var first = node(primary, replica, "first"); var second = node(primary, replica, "second")) {
      Person admin = signUp(first.http(), "an administrator");
      try (var database = DriverManager.getConnection(primary.url(), "postgres", "")) {
        database.createStatement().executeUpdate("insert into member_role (member, role) select id, 'ADMIN' from member");
      }
      awaitPagesFrom(replica, first);
      awaitPagesFrom(replica, second);
      replica.pause();
      place(admin.submit("/admin/channels/new", "/admin/channels/new", "slug", "boats", "name.zh-Hans", "船",
          "name.en", "Boats"));

      Person author = first.http().stranger();
      Browserless.Answer signedUp = author.submit("/sign-up", "/sign-up", "name", "an author", "password", PASSWORD);
      assertThat(signedUp.all("Set-Cookie").stream().filter(c -> c.startsWith("wrote="))).singleElement().asString()
          .startsWith("wrote=1;").contains("Max-Age=10", "HttpOnly", "SameSite=Lax").doesNotContain("Secure");
      for (ServerProcess node : List.of(first, second)) {
        assertThat(node.http().as(author).get("/mine").status()).as("signed in").isEqualTo(200);
      }
      String path = place(author.submit("/write", "/write", "title", "Only on the primary", "body", "As yet.", "channel",
          "boats", "language", "en"));
      String item = path.replace("/a/", "/i/");
      author.submit(path, item + "/reply", "body", "And what is said about it", "language", "en");
      author.submit(path, item + "/favourite");
      String flash = place(author.submit("/flashes", "/flashes", "body", "A flash beside it", "language", "en"));
      Person voter = first.http().as(admin);
      var vote = voter.form(path, item + "/vote");
      vote.put("value", List.of("support"));
      assertThat(voter.post(item + "/vote", vote).status()).isEqualTo(303);

      for (ServerProcess node : List.of(first, second, first, second)) {
        Person here = node.http().as(author);
        assertThat(here.get(path).body()).contains("Only on the primary", "And what is said about it", "A flash beside it");
        assertThat(here.get("/mine").body()).contains("Only on the primary", flash);
        assertThat(here.get("/favourites").body()).contains("Only on the primary");
        assertThat(here.get("/").body()).contains("Only on the primary", "A flash beside it", "Boats");
        assertThat(node.http().as(voter).get(path).page().select(".acts button[aria-pressed=true]").text()).contains("1");
      }
      assertThat(replica.text("select count(*) from item")).as("none of it is on the replica").isEqualTo("0");
      assertThat(replica.text("select count(*) from session")).isEqualTo("1");

      replica.resume();
      awaitPagesFrom(replica, second);
      PlatformTest.await(() -> replica.text("select count(*) from vote").equals("1"));
      assertThat(read(second.http(), path).body()).contains("Only on the primary", "And what is said about it");

      replica.pause();
      String session = Sessions.COOKIE + "=" + author.cookies().get(Sessions.COOKIE);
      assertThat(author.submit("/", "/sign-out").status()).isEqualTo(303);
      PlatformTest.await(() -> second.http().get("/mine", "Cookie", session).status() == 303);
      assertThat(replica.text("select count(*) from session")).as("on the replica still signed in").isEqualTo("2");
    }
  }

  @Test
  void whatIsWithdrawnIsShownByNobodyFromAReplicaThatStillHasIt() {
    try (var primary = new RealPostgres(); var replica = primary.replica();
        var first = node(primary, replica, "first"); var second = node(primary, replica, "second")) {
      Person author = signUp(first.http(), "an author");
      String path = place(author.submit("/flashes", "/flashes", "body", "Only for a moment", "language", "en"));
      for (ServerProcess node : List.of(first, second)) {
        awaitPagesFrom(replica, node);
        PlatformTest.await(() -> node.http().get("/", "Accept-Language", "en").body().contains(path + "\""));
        assertThat(node.http().get(path).status()).isEqualTo(200);
      }
      replica.pause();
      String withdraw = path.replace("/f/", "/i/") + "/withdraw";
      assertThat(author.submit(withdraw, withdraw).header("Location")).as("confirmed by both, whatever the replica does")
          .contains("/mine?done=withdrawn");
      for (ServerProcess node : List.of(first, second)) {
        assertThat(node.http().get(path).status()).isEqualTo(410);
        assertThat(read(node.http(), path).status()).isEqualTo(410);
        for (String list : List.of("/", "/flashes", "/u/an%20author")) {
          assertThat(node.http().get(list, "Accept-Language", "en").body()).doesNotContain(path + "\"");
          assertThat(read(node.http(), list).body()).doesNotContain(path + "\"");
        }
      }
      assertThat(replica.text("select stage from item")).as("on the replica still there").isEqualTo("PUBLISHED");
      replica.resume();
      for (ServerProcess node : List.of(first, second)) {
        awaitPagesFrom(replica, node);
        assertThat(read(node.http(), path).status()).isEqualTo(410);
      }
    }
  }

  @Test
  void theSiteGoesOnWithoutItsReplicaAndReturnsToIt() {
    try (var primary = new RealPostgres(); var replica = primary.replica(); var server = node(primary, replica, "only")) {
      Person author = signUp(server.http(), "an author");
      awaitPagesFrom(replica, server);
      replica.kill();
      PlatformTest.await(() -> read(server.http(), "/").status() == 200);
      String path = place(author.submit("/flashes", "/flashes", "body", "Without a replica", "language", "en"));
      for (int i = 0; i < 50; i++) {
        assertThat(read(server.http(), path).body()).contains("Without a replica");
      }
      assertThat(server.http().get("/health").status()).isEqualTo(200);
      replica.start();
      awaitPagesFrom(replica, server);
      assertThat(read(server.http(), path).body()).contains("Without a replica");
      try (var without = ServerProcess.node(primary, "without")) {
        Person other = without.http().stranger();
        assertThat(other.submit("/sign-up", "/sign-up", "name", "another", "password", PASSWORD).all("Set-Cookie"))
            .isNotEmpty().noneMatch(cookie -> cookie.startsWith("wrote="));
      }
    }
  }
}
