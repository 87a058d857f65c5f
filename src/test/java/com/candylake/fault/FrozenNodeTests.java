package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes on one PostgreSQL, of which one stops in the middle of everything. */
@Tag("fault")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class FrozenNodeTests {
  @Test
  void aNodeThatSleptThroughARemovalShowsNothingOfItWhenItWakes() {
    try (var postgres = new RealPostgres();
        var first = ServerProcess.node(postgres, "first");
        var second = ServerProcess.node(postgres, "second")) {
      Person author = first.http().stranger();
      author.submit("/sign-up", "/sign-up", "name", "an author", "password", "a long enough phrase");
      for (int round = 0; round < 3; round++) {
        String path = author.submit("/flashes", "/flashes", "body", "Only for a moment " + round, "language", "en")
            .header("Location").orElseThrow().replaceFirst("\\?.*", "");
        PlatformTest.await(() -> second.http().get(path).header("ETag").isPresent()
            && second.http().get("/flashes", "Accept-Language", "en").body().contains(path));
        second.freeze();
        String withdraw = path.replace("/f/", "/i/") + "/withdraw";
        assertThat(author.submit(withdraw, withdraw).header("Location")).as("it is said that a node has not confirmed")
            .contains("/mine?done=withdrawn-unconfirmed");
        second.wake();
        assertThat(second.http().get(path).status()).isEqualTo(410);
        assertThat(second.http().get("/flashes", "Accept-Language", "en").body()).doesNotContain(path + "\"");
      }
    }
  }

  @Test
  void whatIsPublishedOnOneIsReadOnTheOtherAndAKilledNodeIsMissedByNobody() {
    try (var postgres = new RealPostgres(); var first = ServerProcess.node(postgres, "first")) {
      ServerProcess second = ServerProcess.node(postgres, "second");
      Person author = first.http().stranger();
      author.submit("/sign-up", "/sign-up", "name", "an author", "password", "a long enough phrase");
      Person there = second.http().as(author);
      String path = there.submit("/flashes", "/flashes", "body", "Signed in on one, written on the other", "language", "en")
          .header("Location").orElseThrow().replaceFirst("\\?.*", "");
      assertThat(first.http().get(path).status()).isEqualTo(200);
      PlatformTest.await(() -> first.http().get("/flashes", "Accept-Language", "en").body().contains(path));
      second.kill();
      assertThat(author.submit("/flashes", "/flashes", "body", "Written after", "language", "en").status()).isEqualTo(303);
      assertThat(first.http().get(path).status()).isEqualTo(200);
    }
  }
}
