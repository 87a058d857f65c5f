package com.candylake.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.guard.Viewer;
import com.candylake.setting.Setting;
import com.candylake.setting.Settings;
import com.candylake.setting.Site;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Keys in devices: signing up and in with them, and everybody who has no right to. */
class PasskeyTests extends PlatformTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String PASSWORD = "湖の水は甘い 2042";
  private static final String ORIGIN = "https://lake.example";
  private static final String REFUSED = "This passkey was not accepted. Please try again.";
  private static final String SIGN_IN = "/sign-in/passkey";
  private static final String SIGN_UP = "/sign-up/passkey";
  private static final String PROVE = "/account/prove/passkey";
  private static final String KEYS = "/account/passkeys";
  @Autowired private Settings settings;
  @Autowired private Site site;
  @Autowired private Passkeys passkeys;
  private String name;

  @BeforeEach
  void aSiteWithAName() {
    settings.set(Viewer.CONSOLE, Setting.SITE_URL, null, ORIGIN);
    site.rebuild();
    name = "鍵の人" + NUMBER.incrementAndGet();
  }

  @AfterEach
  void asItWas() {
    numbers("delete from setting where name = 'site.url' returning 1");
    site.rebuild();
  }

  private static SoftKey key() {
    return new SoftKey(ORIGIN, "lake.example");
  }

  private static String of(Browserless.Answer json, String field) {
    var found = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(json.body());
    assertThat(found.find()).as("%s %s", json.status(), json.body()).isTrue();
    return found.group(1);
  }

  /** What the page's script would have asked for. */
  private static Browserless.Answer options(Person person, String page, String action, String... fields) {
    var sent = new LinkedHashMap<String, List<String>>();
    sent.put("_csrf", List.of(person.token(page)));
    for (int i = 0; i < fields.length; i += 2) {
      sent.put(fields[i], List.of(fields[i + 1]));
    }
    return person.post(action + "/options", sent);
  }

  private static String challenge(Person person, String page, String action) {
    return of(options(person, page, action), "challenge");
  }

  private static Browserless.Answer send(Person person, String page, String action, String credential, String... fields) {
    var sent = new LinkedHashMap<>(Map.of("_csrf", List.of(person.token(page)), "credential", List.of(credential)));
    for (int i = 0; i < fields.length; i += 2) {
      sent.put(fields[i], List.of(fields[i + 1]));
    }
    return person.post(action, sent);
  }

  private static boolean isSignedIn(Person person) {
    return !person.get("/").page().select("details.me").isEmpty();
  }

  private static void refused(Browserless.Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#credential-problem").text()).isEqualTo(REFUSED);
    assertThat(answer.all("Set-Cookie")).noneMatch(c -> c.startsWith("session="));
  }

  /** A member with a key and without a password, signed in. */
  private Person signedUp(SoftKey key) {
    Person person = http.stranger();
    Browserless.Answer asked = options(person, "/sign-up", SIGN_UP, "name", name);
    assertThat(of(asked, "name")).isEqualTo(name);
    assertThat(of(asked, "site")).isEqualTo("lake.example");
    Browserless.Answer answer = send(person, "/sign-up", SIGN_UP, key.make(of(asked, "challenge"), of(asked, "handle")),
        "name", name, "then", "/flashes");
    assertThat(answer.header("Location")).contains("/flashes?done=signed-up");
    return person;
  }

  private Browserless.Answer signIn(Person person, SoftKey key) {
    return send(person, "/sign-in", SIGN_IN, key.use(challenge(person, "/sign-in", SIGN_IN)), "then", "/flashes");
  }

  /** Another key of somebody who is signed in. */
  private static Browserless.Answer add(Person person, SoftKey key, String called) {
    Browserless.Answer asked = options(person, KEYS, KEYS);
    return send(person, KEYS, KEYS, key.make(of(asked, "challenge"), of(asked, "handle")), "name", called);
  }

  @Test
  void whoSignsUpWithAKeyHasNoPasswordAndSignsInWithoutTypingAName() {
    SoftKey key = key();
    Person person = signedUp(key);
    assertThat(person.get("/").page().select("details.me b").text()).isEqualTo(name);
    assertThat(text("select coalesce(password, 'none') from member where name = ?", name)).isEqualTo("none");
    assertThat(person.get("/account").page().select("section[aria-labelledby=passkeys]").text()).contains("Added just now")
        .doesNotContain("Last used");
    person.submit("/", "/sign-out");
    Person elsewhere = http.stranger();
    Browserless.Answer answer = signIn(elsewhere, key);
    assertThat(answer.header("Location")).contains("/flashes");
    assertThat(answer.all("Set-Cookie")).anyMatch(c -> c.startsWith("session=") && c.contains("HttpOnly")
        && c.contains("Secure"));
    assertThat(elsewhere.get("/").page().select("details.me b").text()).isEqualTo(name);
    assertThat(elsewhere.get("/account").page().select("section[aria-labelledby=passkeys]").text())
        .contains("Last used just now");
    assertThat(number("select sign_count from passkey where credential_id = ?", key.id())).isEqualTo(1);
    for (String password : List.of("", "null", PASSWORD)) {
      assertThat(http.stranger().submit("/sign-in", "/sign-in", "name", name, "password", password).status()).isEqualTo(422);
    }
    Person another = http.stranger();
    String old = Token.make();
    another.cookie(Sessions.COOKIE, old);
    signIn(another, key);
    assertThat(another.cookies().get(Sessions.COOKIE)).as("a new one").isNotEqualTo(old);
  }

  @Test
  void nothingTellsWhoHasAKey() {
    signedUp(key());
    Person person = http.stranger();
    Browserless.Answer known = options(person, "/sign-in", SIGN_IN, "name", name);
    Browserless.Answer unknown = options(person, "/sign-in", SIGN_IN, "name", "nobody has this name");
    assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(200);
    assertThat(known.body().replace(of(known, "challenge"), "")).isEqualTo(unknown.body().replace(of(unknown, "challenge"), ""))
        .contains("\"known\":[]").contains("\"handle\":\"\"").doesNotContain(name);
    assertThat(known.all("Set-Cookie")).noneMatch(c -> c.startsWith("JSESSIONID") || c.startsWith("session="));
    SoftKey stranger = key();
    stranger.handle = Token.make();
    refused(signIn(http.stranger(), stranger));
    assertThat(text("select handle from passkey_owner where member = (select id from member where name = ?)", name))
        .matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void anAnswerIsGoodForOnce() {
    SoftKey key = key();
    signedUp(key);
    Person person = http.stranger();
    String answer = key.use(challenge(person, "/sign-in", SIGN_IN));
    assertThat(send(person, "/sign-in", SIGN_IN, answer).status()).isEqualTo(303);
    refused(send(http.stranger(), "/sign-in", SIGN_IN, answer));
    refused(send(http.stranger(), "/sign-in", SIGN_IN, key.use(Token.make())));
  }

  @Test
  void ofManyWhoSendTheSameAnswerOneIsSignedIn() throws Exception {
    SoftKey key = key();
    signedUp(key);
    Person person = http.stranger();
    var form = Map.of("_csrf", List.of(person.token("/sign-in")),
        "credential", List.of(key.use(challenge(person, "/sign-in", SIGN_IN))));
    // the token belongs to the cookie as it is after the challenge was asked for
    var sent = new LinkedHashMap<>(form);
    sent.put("_csrf", List.of(person.token("/sign-in")));
    var answers = new ArrayList<Future<Integer>>();
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        Person twin = http.as(person);
        answers.add(pool.submit(() -> twin.post(SIGN_IN, sent).status()));
      }
    }
    var statuses = new ArrayList<Integer>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnlyOnce(303).containsOnly(303, 422);
  }

  @Test
  void whatIsMadeElsewhereOrByNobodyIsRefused() {
    SoftKey key = key();
    signedUp(key);
    List<Consumer<SoftKey>> lies = List.of(k -> k.origin = "https://lake.example.evil.example",
        k -> k.origin = "http://lake.example", k -> k.origin = "https://lake.example:444", k -> k.site = "evil.example",
        k -> k.flags = SoftKey.PRESENT, k -> k.flags = SoftKey.VERIFIED, k -> k.handle = Token.make(), k -> k.handle = "");
    for (Consumer<SoftKey> lie : lies) {
      String handle = key.handle;
      lie.accept(key);
      refused(signIn(http.stranger(), key));
      key.origin = ORIGIN;
      key.site = "lake.example";
      key.flags = SoftKey.PRESENT | SoftKey.VERIFIED;
      key.handle = handle;
    }
    Person person = http.stranger();
    refused(send(person, "/sign-in", SIGN_IN, key.use("webauthn.create", challenge(person, "/sign-in", SIGN_IN))));
    String answer = key.use(challenge(person, "/sign-in", SIGN_IN));
    refused(send(person, "/sign-in", SIGN_IN, answer.replaceFirst("(\"signature\":\"[^\"]{20}).", "$1_")));
    assertThat(signIn(person, key).status()).isEqualTo(303);
  }

  @Test
  void noKeySignsInAsAnotherMember() {
    SoftKey victims = key();
    signedUp(victims);
    name = name + "ではない人";
    SoftKey own = key();
    signedUp(own);
    String id = own.id();
    own.id = victims.id;
    refused(signIn(http.stranger(), own));
    String handle = own.handle;
    own.handle = victims.handle;
    refused(signIn(http.stranger(), own));
    own.id = Base64.getUrlDecoder().decode(id);
    refused(signIn(http.stranger(), own));
    own.handle = handle;
    assertThat(signIn(http.stranger(), own).status()).isEqualTo(303);
  }

  @Test
  void aKeyThatCountsBackwardsIsACopy() {
    SoftKey key = key();
    signedUp(key);
    for (int i = 0; i < 3; i++) {
      assertThat(signIn(http.stranger(), key).status()).isEqualTo(303);
    }
    key.count = 1;
    refused(signIn(http.stranger(), key));
    key.count = 2;
    refused(signIn(http.stranger(), key));
    key.count = 3;
    assertThat(signIn(http.stranger(), key).status()).isEqualTo(303);
    SoftKey uncounted = key();
    name = name + "二";
    signedUp(uncounted);
    for (int i = 0; i < 2; i++) {
      uncounted.count = -1;
      assertThat(signIn(http.stranger(), uncounted).status()).isEqualTo(303);
    }
  }

  @Test
  void aChallengeIsGoodForWhatItWasGivenOutForAndForMinutes() {
    SoftKey key = key();
    Person person = signedUp(key);
    refused(send(http.stranger(), "/sign-in", SIGN_IN, key.use(challenge(person, "/account", PROVE))));
    Person stranger = http.stranger();
    refused(send(person, "/account", PROVE, key.use(challenge(stranger, "/sign-in", SIGN_IN))));
    String late = key.use(challenge(stranger, "/sign-in", SIGN_IN));
    clock.advance(Duration.ofMinutes(15).plusSeconds(1));
    refused(send(stranger, "/sign-in", SIGN_IN, late));
    passkeys.prune(Viewer.CONSOLE);
    assertThat(number("select count(*) from passkey_challenge")).isZero();
  }

  @Test
  void aKeyIsAddedByWhomItWasMadeForAndOnce() {
    people.signedUp(name, PASSWORD);
    Person person = http.stranger();
    person.submit("/sign-in", "/sign-in", "name", name, "password", PASSWORD);
    SoftKey key = key();
    assertThat(add(person, key, "机の上の鍵").header("Location")).contains("/account/passkeys?done=passkey-added");
    assertThat(person.get("/account").page().select("main").text()).contains("机の上の鍵").contains("Added");
    Browserless.Answer asked = options(person, KEYS, KEYS);
    assertThat(asked.body()).contains("\"known\":[\"" + key.id() + "\"]").contains(key.handle);
    Person other = http.as(people.member());
    SoftKey stolen = key();
    refused(send(other, KEYS, KEYS, stolen.make(of(asked, "challenge"), of(asked, "handle")), "name", ""));
    SoftKey copy = key();
    copy.id = key.id;
    refused(add(other, copy, "the id of another's"));
    assertThat(number("select count(*) from passkey where credential_id = ?", key.id())).isEqualTo(1);
    for (int flags : List.of(SoftKey.PRESENT, SoftKey.VERIFIED)) {
      SoftKey unverified = key();
      unverified.flags = flags;
      refused(add(person, unverified, ""));
    }
    SoftKey elsewhere = key();
    elsewhere.origin = "https://evil.example";
    refused(add(person, elsewhere, ""));
    assertThat(signIn(http.stranger(), key).status()).isEqualTo(303);
  }

  @Test
  void aNameIsTakenAsItIsTypedOrRefusedBesideItsField() {
    Person person = signedUp(key());
    assertThat(add(person, key(), "<b>鍵</b>").status()).isEqualTo(303);
    assertThat(person.get(KEYS).page().select(".placed b").eachText()).contains("<b>鍵</b>");
    assertThat(add(person, key(), "").status()).isEqualTo(303);
    assertThat(person.get(KEYS).page().select(".placed b").eachText()).contains("Unknown device");
    for (String wrong : List.of("x".repeat(61), "a\0b")) {
      Browserless.Answer answer = add(person, key(), wrong);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.page().select("#name-problem").text()).isNotBlank();
    }
  }

  @Test
  void theLastKeyStaysUnlessThereIsAPassword() {
    SoftKey key = key();
    Person person = signedUp(key);
    Browserless.Answer last = person.submit(KEYS, "/account/passkeys/remove", "passkey", key.id());
    assertThat(last.status()).isEqualTo(422);
    assertThat(last.page().select("#passkey-problem").text()).startsWith("You have no password");
    SoftKey second = key();
    add(person, second, "second");
    assertThat(person.submit(KEYS, "/account/passkeys/remove", "passkey", key.id()).header("Location"))
        .contains("/account/passkeys?done=passkey-removed");
    refused(signIn(http.stranger(), key));
    assertThat(signIn(http.stranger(), second).status()).isEqualTo(303);
    person.submit("/account/password", "/account/password", "password", PASSWORD);
    assertThat(person.submit(KEYS, "/account/passkeys/remove", "passkey", second.id()).status()).isEqualTo(303);
    assertThat(number("select count(*) from passkey where credential_id = ?", second.id())).isZero();
  }

  @Test
  void ofTwoLastKeysThatAreRemovedAtOnceOneStays() throws Exception {
    SoftKey one = key();
    Person person = signedUp(one);
    SoftKey two = key();
    add(person, two, "two");
    var form = person.form(KEYS, "/account/passkeys/remove");
    var answers = new ArrayList<Future<Integer>>();
    try (var pool = Executors.newFixedThreadPool(2)) {
      for (SoftKey key : List.of(one, two)) {
        Person twin = http.as(person);
        var sent = new LinkedHashMap<>(form);
        sent.put("passkey", List.of(key.id()));
        answers.add(pool.submit(() -> twin.post("/account/passkeys/remove", sent).status()));
      }
    }
    assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(303, 422);
  }

  @Test
  void nobodyRemovesAnothersKeyOrWithoutProof() {
    SoftKey key = key();
    Person person = signedUp(key);
    name = name + "の隣";
    Person other = signedUp(key());
    assertThat(other.submit(KEYS, "/account/passkeys/remove", "passkey", key.id()).status()).isEqualTo(303);
    assertThat(number("select count(*) from passkey where credential_id = ?", key.id())).isEqualTo(1);
    var form = person.form(KEYS, "/account/passkeys/remove", "passkey", key.id());
    clock.advance(Duration.ofMinutes(31));
    for (String act : List.of(KEYS, "/account/passkeys/remove", "/account/passkeys/options")) {
      assertThat(person.post(act, form).header("Location")).as(act).contains("/account/prove?then=%2Faccount%2Fpasskeys");
    }
  }

  @Test
  void aKeyProvesThatItIsTheMemberAndNobodyElses() {
    SoftKey key = key();
    Person person = signedUp(key);
    name = name + "の隣";
    SoftKey theirs = key();
    signedUp(theirs);
    clock.advance(Duration.ofMinutes(31));
    assertThat(person.get(KEYS).header("Location")).contains("/account/prove?then=%2Faccount%2Fpasskeys");
    assertThat(person.get("/account/prove").page().select("#password")).as("there is none").isEmpty();
    refused(send(person, "/account/prove", PROVE, theirs.use(challenge(person, "/account/prove", PROVE))));
    assertThat(person.get(KEYS).status()).isEqualTo(303);
    assertThat(send(person, "/account/prove", PROVE, key.use(challenge(person, "/account/prove", PROVE)),
        "then", KEYS).header("Location")).contains(KEYS);
    assertThat(person.get(KEYS).status()).isEqualTo(200);
  }

  @Test
  void aKeyStandsForBothSteps() {
    people.signedUp(name, PASSWORD);
    Person person = http.stranger();
    person.submit("/sign-in", "/sign-in", "name", name, "password", PASSWORD);
    SoftKey key = key();
    add(person, key, "");
    String secret = Totp.secret();
    assertThat(person.submit("/account/totp", "/account/totp", "secret", secret, "code", Totp.code(secret, clock.instant()))
        .status()).isEqualTo(200);
    Person elsewhere = http.stranger();
    assertThat(signIn(elsewhere, key).header("Location")).contains("/flashes");
    assertThat(isSignedIn(elsewhere)).isTrue();
  }

  @Test
  void whoCannotSignUpIsToldBeforeTheirDeviceMakesAKeyForNothing() {
    people.signedUp(name, PASSWORD);
    for (String refused : List.of(name, "", "admin", "a/b", "x".repeat(33))) {
      Person person = http.stranger();
      assertThat(options(person, "/sign-up", SIGN_UP, "name", refused).status()).as(refused).isEqualTo(422);
      Browserless.Answer page = send(person, "/sign-up", SIGN_UP, "", "name", refused);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.page().select("#name-problem").text()).as(refused).isNotBlank();
      assertThat(page.page().select("#name").val()).isEqualTo(refused);
    }
    Person person = http.stranger();
    Browserless.Answer asked = options(person, "/sign-up", SIGN_UP, "name", name + "二");
    SoftKey key = key();
    String made = key.make(of(asked, "challenge"), of(asked, "handle"));
    assertThat(send(http.stranger(), "/sign-up", SIGN_UP, made, "name", name + "二").status()).isEqualTo(303);
    refused(send(http.stranger(), "/sign-up", SIGN_UP, made, "name", name + "三"));
    assertThat(number("select count(*) from member where name = ?", name + "三")).isZero();
  }

  @Test
  void whatNoBrowserSendsIsRefused() {
    Person person = signedUp(key());
    for (String junk : List.of("", "null", "{}", "[]", "0", "\"a\"", "{\"id\":1}", "{\"response\":{}}", "[".repeat(20_000),
        "{\"a\":".repeat(5_000), "x".repeat(100_000),
        "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":null}",
        key().use(Token.make()), key().make(Token.make(), Token.make()))) {
      refused(send(http.stranger(), "/sign-in", SIGN_IN, junk));
      refused(send(http.stranger(), "/sign-up", SIGN_UP, junk, "name", name + "四"));
      refused(send(person, KEYS, KEYS, junk));
      refused(send(person, "/account/prove", PROVE, junk));
    }
  }

  @Test
  void noMemberHasMoreThanTwentyKeys() {
    Person person = signedUp(key());
    for (int i = 0; i < 19; i++) {
      assertThat(add(person, key(), "key " + i).status()).isEqualTo(303);
    }
    Browserless.Answer answer = add(person, key(), "one too many");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#credential-problem").text()).contains("20");
  }

  @Test
  void whereBrowsersAllowNoKeysNoneAreOffered() {
    assertThat(http.stranger().get("/sign-in").page().select("form[data-passkey][hidden]")).hasSize(1);
    for (String none : List.of("http://127.0.0.1:8080", "https://[::1]", "http://lake.example", "https://192.0.2.1")) {
      settings.set(Viewer.CONSOLE, Setting.SITE_URL, null, none);
      site.rebuild();
      Browserless.Answer page = http.stranger().get("/sign-in");
      assertThat(page.page().select("form[data-passkey], script[src*=passkey]")).as(none).isEmpty();
      assertThat(Passkeys.arePossible(site.now())).isFalse();
    }
    settings.set(Viewer.CONSOLE, Setting.SITE_URL, null, "http://localhost:8080");
    site.rebuild();
    assertThat(Passkeys.arePossible(site.now())).isTrue();
  }
}
