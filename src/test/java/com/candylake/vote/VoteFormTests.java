package com.candylake.vote;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The buttons support, oppose and favourite, as browsers without JavaScript press them. */
class VoteFormTests extends PlatformTest {
  private long flash;
  private Person reader;

  @BeforeEach
  void aFlashAndAReader() {
    flash = desk.flash(people.member(), Lang.EN, "Somebody should support this.");
    reader = http.as(people.member());
  }

  private Map<String, List<String>> vote(String value) {
    return reader.form("/f/" + flash, "/i/" + flash + "/vote", "value", value);
  }

  private Browserless.Answer press(Map<String, List<String>> form) {
    return reader.post("/i/" + flash + "/vote", form);
  }

  /** Support, oppose and favourites: what the counters say, once it is known that the rows say the same. */
  private List<Long> counters() {
    long support = number("select support from item where id = ?", flash);
    long oppose = number("select oppose from item where id = ?", flash);
    long favourites = number("select favourites from item where id = ?", flash);
    assertThat(support).isEqualTo(number("select count(*) from vote where item = ? and value = 1", flash));
    assertThat(oppose).isEqualTo(number("select count(*) from vote where item = ? and value = -1", flash));
    assertThat(favourites).isEqualTo(number("select count(*) from favourite where item = ?", flash));
    return List.of(support, oppose, favourites);
  }

  @Test
  void aSecondClickUndoesTheFirst() {
    Browserless.Answer answer = press(vote("support"));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/f/" + flash);
    assertThat(counters()).containsExactly(1L, 0L, 0L);
    var pressed = reader.get("/f/" + flash).page().select("button[aria-pressed=true]");
    assertThat(pressed.eachAttr("value")).containsExactly("support");
    press(vote("support"));
    assertThat(counters()).containsExactly(0L, 0L, 0L);
  }

  @Test
  void theOtherButtonTurnsTheVote() {
    press(vote("support"));
    press(vote("oppose"));
    assertThat(counters()).containsExactly(0L, 1L, 0L);
  }

  @Test
  void aDoubleClickCountsOnce() throws Exception {
    Map<String, List<String>> form = vote("support");
    var clicks = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 8; i++) {
      clicks.add(() -> http.as(reader).post("/i/" + flash + "/vote", form).status());
    }
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (var click : pool.invokeAll(clicks)) {
        assertThat(click.get()).isEqualTo(303);
      }
    }
    assertThat(counters()).containsExactly(1L, 0L, 0L);
  }

  @Test
  void aReplayChangesNothingEvenWhenItsVoteWasUndone() {
    Map<String, List<String>> form = vote("support");
    press(form);
    press(form);
    assertThat(counters()).containsExactly(1L, 0L, 0L);
    press(vote("support"));
    press(form);
    assertThat(counters()).containsExactly(0L, 0L, 0L);
  }

  @Test
  void aStaleTabChangesNothing() {
    Map<String, List<String>> stale = vote("support");
    press(vote("support"));
    assertThat(press(stale).status()).isEqualTo(303);
    assertThat(counters()).containsExactly(1L, 0L, 0L);
    Map<String, List<String>> other = vote("oppose");
    press(vote("support"));
    press(other);
    assertThat(counters()).containsExactly(0L, 0L, 0L);
  }

  @Test
  void withoutKeyAndWithoutStateEachPressToggles() {
    var bare = Map.of("_csrf", vote("support").get("_csrf"), "value", List.of("support"));
    press(bare);
    assertThat(counters()).containsExactly(1L, 0L, 0L);
    press(bare);
    assertThat(counters()).containsExactly(0L, 0L, 0L);
  }

  @Test
  void aFavouriteIsKeptAndTakenOut() {
    String action = "/i/" + flash + "/favourite";
    Map<String, List<String>> form = reader.form("/f/" + flash, action);
    reader.post(action, form);
    reader.post(action, form);
    assertThat(counters()).containsExactly(0L, 0L, 1L);
    assertThat(reader.get("/favourites").page().select("#f" + flash)).hasSize(1);
    assertThat(reader.get("/favourites").page().select("#f" + flash + " button[formaction^=" + action + "]").attr("formaction"))
        .endsWith("#f" + flash);
    // a browser adds the fragment of the address that it asked for (RFC 9110, 10.2.2)
    assertThat(reader.submit("/favourites", action).header("Location")).contains("/favourites");
    assertThat(counters()).containsExactly(0L, 0L, 0L);
    assertThat(reader.get("/favourites").page().select(".empty")).hasSize(1);
  }

  @Test
  void whatIsNoVoteIsRefused() {
    for (String value : List.of("", "love", "1", "SUPPORT\0")) {
      assertThat(press(vote(value)).status()).isEqualTo(422);
    }
    assertThat(counters()).containsExactly(0L, 0L, 0L);
  }

  @Test
  void whoIsNotSignedInIsAskedToSignInAndComesBack() {
    Person stranger = http.stranger();
    var token = stranger.form("/sign-in", "/sign-in").get("_csrf");
    Browserless.Answer answer = stranger.post("/i/" + flash + "/vote", Map.of("_csrf", token, "value", List.of("support")));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/sign-in?then=%2Fi%2F" + flash);
    assertThat(stranger.get("/i/" + flash).header("Location")).contains("/f/" + flash);
    assertThat(stranger.get("/f/" + flash).page().select(".acts button, #act")).isEmpty();
  }

  @Test
  void withoutATokenNothingHappens() {
    assertThat(reader.post("/i/" + flash + "/vote", Map.of("value", List.of("support"))).status()).isEqualTo(403);
    assertThat(counters()).containsExactly(0L, 0L, 0L);
  }

  @Test
  void twoHundredVotersLeaveCountersEqualToRows() throws Exception {
    var voters = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 200; i++) {
      Viewer voter = people.member();
      String value = i % 3 == 0 ? "oppose" : "support";
      Person browser = http.as(voter);
      var form = browser.form("/f/" + flash, "/i/" + flash + "/vote", "value", value);
      voters.add(() -> browser.post("/i/" + flash + "/vote", form).status());
    }
    try (var pool = Executors.newFixedThreadPool(200)) {
      for (var vote : pool.invokeAll(voters)) {
        assertThat(vote.get()).isEqualTo(303);
      }
    }
    assertThat(counters()).containsExactly(133L, 67L, 0L);
    assertThat(reader.get("/f/" + flash).page().select("[data-item='" + flash + "'] .bar data.support").attr("value"))
        .isEqualTo("133");
  }

  @Test
  void theActsAloneCanBeAskedFor() {
    press(vote("oppose"));
    var acts = reader.get("/i/" + flash + "/acts").page();
    assertThat(acts.select("button[aria-pressed=true]").eachAttr("value")).containsExactly("oppose");
    assertThat(acts.select("html > head > *, header, footer")).isEmpty();
  }
}
