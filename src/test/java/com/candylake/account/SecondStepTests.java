package com.candylake.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A code beside the password, and everything that gets past it or does not. */
class SecondStepTests extends PlatformTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String PASSWORD = "湖の水は甘い 2042";
  private static final String SET_UP = "/account/totp";
  private static final String CODE = "/sign-in/code";
  @Autowired private Emails emails;
  @Autowired private SecondSteps secondSteps;
  private String name;
  private Person here;
  private String secret;
  private List<String> recovery;

  @BeforeEach
  void aMemberWithASecondStep() {
    name = "用心の人" + NUMBER.incrementAndGet();
    people.signedUp(name, PASSWORD);
    here = http.stranger();
    assertThat(here.submit("/sign-in", "/sign-in", "name", name, "password", PASSWORD).header("Location")).contains("/");
    Browserless.Answer form = here.get(SET_UP);
    secret = form.page().select("input[name=secret]").val();
    assertThat(form.page().select(".secret").text().replace(" ", "")).isEqualTo(secret);
    recovery = switchedOn(secret);
    clock.advance(Duration.ofSeconds(90));
  }

  private List<String> switchedOn(String secret) {
    Browserless.Answer answer = here.submit(SET_UP, SET_UP, "secret", secret, "code", code());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control").orElseThrow()).contains("no-store");
    List<String> codes = answer.page().select(".recovery li").eachText();
    assertThat(codes).hasSize(10).doesNotHaveDuplicates().allMatch(c -> c.matches("([a-km-z2-9]{4}-){3}[a-km-z2-9]{4}"));
    assertThat(answer.page().select("a[download]").attr("href")).startsWith("data:text/plain").contains(codes.getLast());
    return codes;
  }

  private String code() {
    return Totp.code(secret, clock.instant());
  }

  /** Somebody who knows the password, and has come as far as that leads. */
  private Person halfway() {
    Person person = http.stranger();
    Browserless.Answer answer = person.submit("/sign-in?then=/flashes", "/sign-in", "name", name, "password", PASSWORD);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/sign-in/code?then=%2Fflashes");
    assertThat(answer.all("Set-Cookie")).anyMatch(c -> c.startsWith("second-step=") && c.contains("HttpOnly")
        && c.contains("SameSite=Strict") && c.contains("Path=/sign-in/code"))
        .noneMatch(c -> c.startsWith("session=") || c.startsWith("device="));
    return person;
  }

  private Browserless.Answer enter(Person person, String code) {
    return person.submit(CODE + "?then=/flashes", CODE, "code", code);
  }

  private static boolean isSignedIn(Person person) {
    return !person.get("/").page().select("details.me").isEmpty();
  }

  private static void refused(Browserless.Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#code-problem").text()).isEqualTo("This code is wrong or has been used.");
    assertThat(answer.all("Set-Cookie")).noneMatch(c -> c.startsWith("session="));
  }

  @Test
  void whoHasThePasswordAloneIsNotSignedIn() {
    Person person = halfway();
    assertThat(isSignedIn(person)).isFalse();
    assertThat(person.get("/account").header("Location").orElseThrow()).startsWith("/sign-in?");
    person.cookie(Sessions.COOKIE, String.valueOf(person.cookies().get("second-step")));
    assertThat(isSignedIn(person)).isFalse();
  }

  @Test
  void aCodeOfTheAppSignsInAndLeadsOn() {
    Person person = halfway();
    Browserless.Answer answer = enter(person, code());
    assertThat(answer.header("Location")).contains("/flashes");
    assertThat(isSignedIn(person)).isTrue();
    assertThat(person.cookies()).doesNotContainKey("second-step");
  }

  @Test
  void aCodeIsReadAsPeopleTypeIt() {
    String shown = code();
    String typed = " " + shown.substring(0, 3) + "　" + shown.substring(3).chars()
        .mapToObj(c -> Character.toString(c - '0' + '０')).reduce("", String::concat) + "\n";
    assertThat(enter(halfway(), typed).status()).isEqualTo(303);
    assertThat(enter(halfway(), recovery.getFirst().toUpperCase().replace("-", " – ")).status()).isEqualTo(303);
  }

  @Test
  void aCodeIsGoodForOnceEvenElsewhere() {
    String code = code();
    Person first = halfway();
    Person second = halfway();
    assertThat(enter(first, code).status()).isEqualTo(303);
    refused(enter(second, code));
    clock.advance(Duration.ofSeconds(30));
    refused(enter(second, code));
    assertThat(enter(second, code()).status()).isEqualTo(303);
  }

  @Test
  void theCodeThatSwitchedItOnIsUsedUpByIt() {
    Person fresh = here;
    String was = name;
    name = was + "b";
    people.signedUp(name, PASSWORD);
    here = http.stranger();
    here.submit("/sign-in", "/sign-in", "name", name, "password", PASSWORD);
    secret = Totp.secret();
    switchedOn(secret);
    refused(enter(halfway(), code()));
    assertThat(isSignedIn(fresh)).isTrue();
  }

  @Test
  void manyWhoSendTheSameCodeAtOnceAreSignedInOnce() throws Exception {
    String code = code();
    var answers = new ArrayList<Future<Integer>>();
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        Person person = halfway();
        var form = person.form(CODE, CODE, "code", code);
        answers.add(pool.submit(() -> person.post(CODE, form).status()));
      }
    }
    var statuses = new ArrayList<Integer>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnlyOnce(303).containsOnly(303, 422);
  }

  @Test
  void oneTicketIsGoodForOneSession() throws Exception {
    Person person = halfway();
    var form = person.form(CODE, CODE);
    var answers = new ArrayList<Future<Integer>>();
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (String code : recovery.subList(0, 6)) {
        Person twin = http.as(person);
        var filled = new LinkedHashMap<>(form);
        filled.put("code", List.of(code));
        answers.add(pool.submit(() -> twin.post(CODE, filled).status()));
      }
    }
    var statuses = new ArrayList<Integer>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnlyOnce(303).containsOnly(303, 422);
    assertThat(here.get(SET_UP).page().select("main").text()).contains("9 recovery codes left");
    Browserless.Answer again = http.as(person).get(CODE);
    assertThat(again.page().select("form[action='/sign-in/code']")).isEmpty();
  }

  @Test
  void aRecoveryCodeStandsInForTheAppOnce() {
    assertThat(enter(halfway(), recovery.get(3)).status()).isEqualTo(303);
    refused(enter(halfway(), recovery.get(3)));
    assertThat(here.get("/account").page().select("main").text()).contains("9 recovery codes left");
    assertThat(enter(halfway(), recovery.get(4)).status()).isEqualTo(303);
  }

  @Test
  void recoveryCodesMadeAnewReplaceTheOldOnes() {
    Browserless.Answer answer = here.submit(SET_UP, "/account/totp/codes");
    List<String> anew = answer.page().select(".recovery li").eachText();
    assertThat(anew).hasSize(10).doesNotContainAnyElementsOf(recovery);
    refused(enter(halfway(), recovery.get(0)));
    assertThat(enter(halfway(), anew.get(0)).status()).isEqualTo(303);
    assertThat(text("select min(code_hash) from recovery_code")).matches("[0-9a-f]{64}");
  }

  @Test
  void aTicketRunsOutAndNobodyMakesOne() {
    Person person = halfway();
    var form = person.form(CODE, CODE, "code", code());
    clock.advance(Duration.ofMinutes(10).plusSeconds(1));
    form.put("code", List.of(code()));
    Browserless.Answer late = person.post(CODE, form);
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.page().select(".problem").text()).isEqualTo("This has taken too long. Please sign in again.");
    for (String forged : List.of("", "x", Token.make(), "a".repeat(10_000), Token.hash("x"))) {
      Person forger = halfway();
      var sent = forger.form(CODE, CODE, "code", code());
      forger.cookie("second-step", forged);
      assertThat(forger.post(CODE, sent).status()).as(forged).isIn(400, 422);
      assertThat(isSignedIn(forger)).isFalse();
    }
  }

  @Test
  void aTicketIsForItsMemberAlone() {
    String other = name + "の友";
    people.signedUp(other, PASSWORD);
    String theirs = name;
    Person person = halfway();
    name = other;
    here = http.stranger();
    here.submit("/sign-in", "/sign-in", "name", name, "password", PASSWORD);
    secret = Totp.secret();
    List<String> codes = switchedOn(secret);
    clock.advance(Duration.ofSeconds(90));
    refused(enter(person, code()));
    refused(enter(person, codes.getFirst()));
    assertThat(theirs).isNotEqualTo(other);
  }

  @Test
  void anotherPasswordEndsTheTicketsOfTheOldOne() {
    Person person = halfway();
    assertThat(here.submit("/account/password", "/account/password", "password", "quite another phrase").status())
        .isEqualTo(303);
    assertThat(person.post(CODE, person.form("/sign-in", "/sign-in", "code", code())).status()).isEqualTo(422);
    assertThat(isSignedIn(person)).isFalse();
  }

  @Test
  void aLinkByMailLeadsToTheSecondStepToo() {
    String link = emails.linkFor(Viewer.CONSOLE, name).orElseThrow().replaceFirst("^https?://[^/]+", "");
    Person person = http.stranger();
    assertThat(person.submit(link, "/sign-in/link").header("Location")).contains("/sign-in/code?then=%2Faccount");
    assertThat(isSignedIn(person)).isFalse();
    assertThat(enter(person, code()).status()).isEqualTo(303);
    assertThat(isSignedIn(person)).isTrue();
    Person late = http.stranger();
    assertThat(late.get(link).page().select("form[action='/sign-in/link']")).isEmpty();
  }

  @Test
  void codesAreTriedTwentyTimesADayAndTheMemberStillGetsIn() {
    Person guesser = halfway();
    var form = guesser.form(CODE, CODE);
    for (int i = 0; i < 20; i++) {
      form.put("code", List.of("%06d".formatted((Integer.parseInt(code()) + 500_000 + i) % 1_000_000)));
      refused(guesser.post(CODE, form));
    }
    form.put("code", List.of(code()));
    Browserless.Answer many = guesser.post(CODE, form);
    assertThat(many.status()).isEqualTo(429);
    assertThat(many.page().select("#code-problem").text()).isEqualTo(
        "Too many wrong codes. Enter a recovery code, or try again in 24 hours.");
    assertThat(Long.parseLong(many.header("Retry-After").orElseThrow())).isBetween(86_000L, 86_400L);
    assertThat(enter(halfway(), code()).status()).as("nor with another ticket").isEqualTo(429);
    assertThat(enter(halfway(), recovery.getFirst()).status()).as("by what nobody guesses").isEqualTo(303);
    here.submit("/", "/sign-out");
    here.submit("/sign-in", "/sign-in", "name", name, "password", PASSWORD);
    assertThat(enter(here, code()).status()).as("in the browser that they know").isEqualTo(303);
    clock.advance(Duration.ofDays(1).plusMinutes(1));
    assertThat(enter(halfway(), code()).status()).isEqualTo(303);
  }

  @Test
  void whatIsRightIsNotCounted() {
    for (int i = 0; i < 25; i++) {
      clock.advance(Duration.ofSeconds(30));
      assertThat(enter(halfway(), code()).status()).isEqualTo(303);
    }
  }

  @Test
  void whatNobodyTypesIsRefused() {
    for (String typed : List.of("", " ", "0", "\0", "0".repeat(100_000), "１２３", "00000a", "-".repeat(50), "💧💧💧💧💧💧")) {
      Browserless.Answer answer = enter(halfway(), typed);
      assertThat(answer.status()).as(typed).isEqualTo(422);
      assertThat(answer.page().select("#code-problem").text()).isNotBlank();
      assertThat(answer.page().select("#code").val()).isEmpty();
    }
  }

  @Test
  void nothingIsSwitchedOnWithoutTheCodeOfItsSecret() {
    String other = name + "二";
    people.signedUp(other, PASSWORD);
    Person person = http.stranger();
    person.submit("/sign-in", "/sign-in", "name", other, "password", PASSWORD);
    String fresh = person.get(SET_UP).page().select("input[name=secret]").val();
    for (String wrong : List.of("", "000", Totp.code(fresh, clock.instant().plusSeconds(300)))) {
      Browserless.Answer answer = person.submit(SET_UP, SET_UP, "secret", fresh, "code", wrong);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.page().select("#code-problem").text()).isNotBlank();
      assertThat(answer.page().select("input[name=secret]").val()).as("what the app was given").isEqualTo(fresh);
    }
    for (String none : List.of("", "short", "a".repeat(32), "A".repeat(33))) {
      assertThat(person.submit(SET_UP, SET_UP, "secret", none, "code", "000000").status()).as(none).isEqualTo(409);
    }
    assertThat(person.submit(SET_UP, SET_UP, "secret", fresh, "code", Totp.code(fresh, clock.instant())).status())
        .isEqualTo(200);
  }

  @Test
  void theSameFormSentTwiceShowsCodesThatWorkAndAnotherAppIsRefused() {
    var token = here.form(SET_UP, "/account/totp/off");
    token.put("secret", List.of(secret));
    token.put("code", List.of("whatever it was"));
    Browserless.Answer again = here.post(SET_UP, token);
    assertThat(again.status()).isEqualTo(200);
    assertThat(enter(halfway(), again.page().select(".recovery li").eachText().getFirst()).status()).isEqualTo(303);
    String another = Totp.secret();
    token.put("secret", List.of(another));
    token.put("code", List.of(Totp.code(another, clock.instant())));
    assertThat(here.post(SET_UP, token).status()).isEqualTo(409);
    assertThat(enter(halfway(), code()).status()).isEqualTo(303);
  }

  @Test
  void aSessionThatWasLeftOpenChangesNothingOfIt() {
    var off = here.form(SET_UP, "/account/totp/off");
    clock.advance(Duration.ofMinutes(31));
    for (String act : List.of(SET_UP, "/account/totp/codes", "/account/totp/off")) {
      assertThat(here.post(act, off).header("Location")).as(act).contains("/account/prove?then=%2Faccount%2Ftotp");
    }
    assertThat(here.get(SET_UP).header("Location")).contains("/account/prove?then=%2Faccount%2Ftotp");
    here.submit("/account/prove", "/account/prove", "password", PASSWORD);
    assertThat(here.submit(SET_UP, "/account/totp/off").header("Location")).contains("/account?done=second-step-off");
    Person person = http.stranger();
    assertThat(person.submit("/sign-in", "/sign-in", "name", name, "password", PASSWORD).header("Location")).contains("/");
    assertThat(isSignedIn(person)).isTrue();
    assertThat(number("select count(*) from recovery_code where member = (select id from member where name = ?)", name))
        .isZero();
  }

  @Test
  void theOperatorSwitchesItOffForWhoeverHasLostBoth() {
    Person person = halfway();
    assertThat(secondSteps.switchOff(Viewer.CONSOLE, "nobody has this name")).isEmpty();
    assertThat(secondSteps.switchOff(Viewer.CONSOLE, name)).contains(true);
    assertThat(secondSteps.switchOff(Viewer.CONSOLE, name)).contains(false);
    assertThat(person.get(CODE).page().select("form[action='/sign-in/code']")).isEmpty();
    assertThat(http.stranger().submit("/sign-in", "/sign-in", "name", name, "password", PASSWORD).header("Location"))
        .contains("/");
  }

  @Test
  void ticketsThatHaveRunOutAreForgotten() {
    halfway();
    clock.advance(Duration.ofMinutes(11));
    secondSteps.prune(Viewer.CONSOLE);
    assertThat(number("select count(*) from sign_in_ticket")).isZero();
  }
}
