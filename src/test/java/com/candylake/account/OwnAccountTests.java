package com.candylake.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What members see and do about their own account. */
class OwnAccountTests extends PlatformTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String PASSWORD = "湖の水は甘い 2042";
  private static final String OTHER = "another sentence of mine";
  private static final String PHONE =
      "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36";
  @Autowired private Members members;
  @Autowired private Sessions sessions;
  private String name;
  private Person here;

  @BeforeEach
  void somebodyWhoHasSignedIn() {
    name = "a holder of accounts " + NUMBER.incrementAndGet();
    people.signedUp(name, PASSWORD);
    here = signedIn("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", PASSWORD);
  }

  private Person signedIn(String device, String password) {
    Person person = http.stranger();
    var form = person.form("/sign-in", "/sign-in", "name", name, "password", password);
    assertThat(person.post("/sign-in", form, "User-Agent", device).status()).isEqualTo(303);
    return person;
  }

  private static boolean isSignedIn(Person person) {
    return !person.get("/").page().select("details.me").isEmpty();
  }

  private static Elements rows(Person person) {
    return person.get("/account").page().select("form[action='/account/sessions/end'] li");
  }

  @Test
  void everySessionIsListedWithItsDeviceAndOneOfThemIsHere() {
    clock.advance(Duration.ofMinutes(40));
    Person phone = signedIn(PHONE, PASSWORD);
    assertThat(rows(here).select("b").eachText()).containsExactlyInAnyOrder("Chrome · Android", "Firefox · Linux");
    assertThat(rows(here).select("li:contains(This device)").text()).contains("Firefox").contains("Signed in 40 minutes ago");
    assertThat(rows(here).select("li:contains(This device) button")).isEmpty();
    assertThat(rows(phone).select("li:contains(This device) b").text()).isEqualTo("Chrome · Android");
    Person strange = signedIn("<b>what", PASSWORD);
    assertThat(rows(strange).select("b").eachText()).contains("Unknown device").hasSize(3);
  }

  @Test
  void aSessionThatIsEndedElsewhereIsOverAtOnce() {
    Person phone = signedIn(PHONE, PASSWORD);
    assertThat(isSignedIn(phone)).isTrue();
    String session = Objects.requireNonNull(rows(here).select("button").first()).val();
    assertThat(here.submit("/account", "/account/sessions/end", "session", session).header("Location"))
        .contains("/account?done=session-ended");
    assertThat(isSignedIn(phone)).isFalse();
    assertThat(isSignedIn(here)).isTrue();
    assertThat(phone.get("/account").header("Location").orElseThrow()).startsWith("/sign-in?then=%2Faccount");
  }

  @Test
  void allOthersAreEndedTogether() {
    Person phone = signedIn(PHONE, PASSWORD);
    Person library = signedIn("curl/8", PASSWORD);
    assertThat(here.submit("/account", "/account/sessions/end", "session", "").header("Location"))
        .contains("/account?done=sessions-ended");
    assertThat(isSignedIn(phone) || isSignedIn(library)).isFalse();
    assertThat(rows(here)).hasSize(1);
    assertThat(here.get("/account").page().select("form[action='/account/sessions/end'] button")).isEmpty();
  }

  @Test
  void whoIsLedAwayByAFormOfTheirOwnStaysHere() {
    var prove = here.form("/account/prove", "/account/prove", "password", PASSWORD, "then", "//example.org");
    assertThat(here.post("/account/prove", prove).header("Location")).contains("/account");
    Person other = http.stranger();
    var signIn = other.form("/sign-in", "/sign-in", "name", name, "password", PASSWORD, "then", "//example.org");
    assertThat(other.post("/sign-in", signIn).header("Location")).contains("/");
    Person another = http.stranger();
    var signUp = another.form("/sign-up", "/sign-up", "name", name + " too", "password", PASSWORD, "then", "//example.org");
    assertThat(another.post("/sign-up", signUp).header("Location")).contains("/?done=signed-up");
  }

  @Test
  void whatIsNoSessionIsAsGoodAsEnded() {
    for (String session : List.of("\0", "a", "\ud800", "x".repeat(100_000))) {
      assertThat(here.submit("/account", "/account/sessions/end", "session", session).status()).isIn(303, 400);
    }
    assertThat(isSignedIn(here)).isTrue();
  }

  @Test
  void aPasswordThatWasChangedWhileItWasComparedSignsNobodyIn() {
    Credentials compared = members.credentials(name).orElseThrow();
    here.submit("/account/password", "/account/password", "password", OTHER);
    assertThat(sessions.openByPassword(compared, "late")).isEmpty();
    assertThat(sessions.openByPassword(members.credentials(name).orElseThrow(), "in time")).isPresent();
  }

  @Test
  void nobodyEndsWhatIsNotTheirs() {
    Person other = http.as(people.member());
    Element theirs = rows(here).getFirst();
    assertThat(theirs.select("button")).isEmpty();
    String hash = text("select token_hash from session where member = (select id from member where name = '" + name + "')");
    assertThat(other.submit("/account", "/account/sessions/end", "session", hash).status()).isEqualTo(303);
    assertThat(isSignedIn(here)).isTrue();
  }

  @Test
  void anotherPasswordEndsAllOtherSessions() {
    Person phone = signedIn(PHONE, PASSWORD);
    assertThat(here.submit("/account/password", "/account/password", "password", OTHER).header("Location"))
        .contains("/account?done=password");
    assertThat(here.get("/account?done=password").page().select(".notice").text())
        .isEqualTo("Your password has been changed.");
    assertThat(isSignedIn(phone)).isFalse();
    assertThat(isSignedIn(here)).isTrue();
    assertThat(http.stranger().submit("/sign-in", "/sign-in", "name", name, "password", PASSWORD).status()).isEqualTo(422);
    assertThat(isSignedIn(signedIn(PHONE, OTHER))).isTrue();
  }

  @Test
  void aPasswordThatCannotBeTakenChangesNothing() {
    Person phone = signedIn(PHONE, PASSWORD);
    for (String refused : List.of("", "nine char", "1234567890", name.toUpperCase(Locale.ROOT), "ａａａａａａａａａａ")) {
      Browserless.Answer answer = here.submit("/account/password", "/account/password", "password", refused);
      assertThat(answer.status()).as(refused).isEqualTo(422);
      assertThat(answer.page().select("#password-problem").text()).isNotBlank();
      assertThat(answer.page().select("#password").val()).isEmpty();
    }
    assertThat(isSignedIn(phone)).isTrue();
  }

  @Test
  void whoHasNotShownLatelyThatItIsTheyIsAskedAgainAndComesBack() {
    clock.advance(Duration.ofMinutes(11));
    Browserless.Answer asked = here.get("/account/password");
    assertThat(asked.status()).isEqualTo(303);
    assertThat(asked.header("Location")).contains("/account/prove?then=%2Faccount%2Fpassword");
    String prove = "/account/prove?then=/account/password";
    Browserless.Answer wrong = here.submit(prove, "/account/prove", "password", PASSWORD + "!");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.page().select("#password-problem").text()).isEqualTo("Wrong password.");
    assertThat(here.get("/account/password").status()).isEqualTo(303);
    assertThat(here.submit(prove, "/account/prove", "password", PASSWORD).header("Location")).contains("/account/password");
    assertThat(here.get("/account/password").status()).isEqualTo(200);
    assertThat(here.submit("/account/prove?then=//example.org", "/account/prove", "password", PASSWORD).header("Location"))
        .contains("/");
  }

  @Test
  void aSessionThatWasLeftOpenChangesNoPassword() {
    var form = here.form("/account/password", "/account/password", "password", OTHER);
    clock.advance(Duration.ofMinutes(20));
    assertThat(here.post("/account/password", form).header("Location")).contains("/account?done=password");
    clock.advance(Duration.ofMinutes(31));
    assertThat(here.post("/account/password", form).header("Location").orElseThrow()).startsWith("/account/prove");
  }
}
