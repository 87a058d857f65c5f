package com.candylake.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.setting.Setting;
import com.candylake.setting.Settings;
import com.candylake.setting.Site;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.Queries;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SignInTests extends PlatformTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String PASSWORD = "湖の水は甘い 2042";
  @Autowired private Members members;
  @Autowired private Sessions sessions;
  @Autowired private SessionCache cache;
  @Autowired private Invitations invitations;
  @Autowired private Settings settings;
  @Autowired private Site site;

  private static String name() {
    return "新人" + NUMBER.incrementAndGet();
  }

  @Test
  void whoSignsUpIsSignedIn() {
    Person person = http.stranger();
    String name = name();
    Browserless.Answer answer = person.submit("/sign-up?then=/flashes", "/sign-up", "name", name, "password", PASSWORD);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/flashes?done=signed-up");
    String cookie = answer.all("Set-Cookie").stream().filter(c -> c.startsWith("session=")).findFirst().orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/").doesNotContain("Secure");
    var page = person.get("/flashes?done=signed-up");
    assertThat(page.page().select("details.me b").text()).isEqualTo(name);
    assertThat(page.header("Cache-Control")).contains("no-store");
  }

  @Test
  void whoSignsOutIsAnonymousWithTheOldCookieToo() {
    Person person = http.as(people.member());
    String token = String.valueOf(person.cookies().get(Sessions.COOKIE));
    assertThat(person.get("/").page().select("details.me")).hasSize(1);
    assertThat(person.submit("/", "/sign-out").header("Location")).contains("/?done=signed-out");
    assertThat(person.cookies()).doesNotContainKey(Sessions.COOKIE);
    assertThat(http.get("/", "Cookie", "session=" + token).page().select("details.me")).isEmpty();
  }

  @Test
  void whatIsRefusedBeforeAnyoneIsKnownIsAPageForAMemberToo() {
    var answer = http.as(people.member()).get("/a;b");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.page().select("main h1").text()).isNotBlank();
  }

  @Test
  void whoSignsInComesBackToWhereTheyWere() {
    String name = name();
    people.signedUp(name, PASSWORD);
    Person person = http.stranger();
    Browserless.Answer answer = person.submit("/sign-in?then=/a/5?lang=ja%23replies", "/sign-in",
        "name", name + " ", "password", PASSWORD);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/a/5?lang=ja#replies");
    assertThat(person.get("/").page().select("details.me b").text()).isEqualTo(name);
  }

  @Test
  void behindTlsEveryCookieIsSecure() {
    settings.set(Viewer.CONSOLE, Setting.SITE_URL, null, "https://news.example");
    site.rebuild();
    try {
      Person person = http.stranger();
      var cookies = new ArrayList<>(person.get("/sign-up").all("Set-Cookie"));
      cookies.addAll(person.submit("/sign-up", "/sign-up", "name", name(), "password", PASSWORD).all("Set-Cookie"));
      cookies.addAll(person.submit("/", "/sign-out").all("Set-Cookie"));
      assertThat(cookies).anyMatch(c -> c.startsWith("session=")).anyMatch(c -> c.startsWith("csrf="))
          .allMatch(c -> c.contains("; Secure") && c.contains("; HttpOnly") && c.contains("; SameSite=Lax"));
    } finally {
      numbers("delete from setting where name = 'site.url' returning 1");
      site.rebuild();
    }
  }

  @Test
  void nobodyIsLedToAnotherSite() {
    for (String then : List.of("https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)")) {
      String page = "/sign-in?then=" + URLEncoder.encode(then, StandardCharsets.UTF_8);
      assertThat(http.stranger().form(page, "/sign-in").get("then")).isEqualTo(List.of("/"));
    }
  }

  @Test
  void wrongNameAndWrongPasswordAreToldInTheSameWords() {
    String name = name();
    people.signedUp(name, PASSWORD);
    for (String[] wrong : List.of(new String[] {name, PASSWORD + "!"}, new String[] {"nobody " + name, PASSWORD},
        new String[] {"a\0b", PASSWORD}, new String[] {"x".repeat(100_000), "y".repeat(100_000)})) {
      Browserless.Answer answer = http.stranger().submit("/sign-in", "/sign-in", "name", wrong[0], "password", wrong[1]);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.page().select("#password-problem").text()).isEqualTo("Wrong user name or password.");
      assertThat(answer.page().select("#password").val()).isEmpty();
      assertThat(answer.all("Set-Cookie")).noneMatch(c -> c.startsWith("session="));
    }
  }

  @Test
  void whoWasOnlyEnteredCannotSignIn() {
    String name = name();
    people.member(name);
    assertThat(http.stranger().submit("/sign-in", "/sign-in", "name", name, "password", "nobody has this password")
        .status()).isEqualTo(422);
  }

  @Test
  void refusedNamesAndPasswordsAreToldBesideTheirFields() {
    String taken = name() + "a";
    people.member(taken);
    var refused = Map.of("", "This cannot be empty.", "a", "Enter at least 2 characters.",
        taken.replace('a', 'Ａ'), "This name is taken.", "Ａｄｍｉｎ", "This name is reserved.",
        "a/b", "A user name cannot contain / \\ ; % ? or #, and cannot be all dots.",
        "n".repeat(33), "At most 32 characters; this is 1 over.",
        "a\0b", "The character U+0000 cannot be used here.");
    refused.forEach((name, message) -> {
      Browserless.Answer answer = http.stranger().submit("/sign-up", "/sign-up", "name", name, "password", PASSWORD);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.page().select("#name-problem").text()).isEqualTo(message);
      assertThat(answer.page().select("#name").attr("aria-describedby")).isEqualTo("name-problem");
    });
    for (String weak : List.of("", "short", "password", "aaaaaaaaaaaa", "x".repeat(129), "1q2w3e4r5t",
        "P@ssw0rd123", "ｐａｓｓｗｏｒｄ１２３", "qwertyuiop[]", "abcabcabcabc", "candylake2026", "x".repeat(60))) {
      Browserless.Answer answer = http.stranger().submit("/sign-up", "/sign-up", "name", "kept typed", "password", weak);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.page().select("#password-problem").text()).isNotBlank();
      assertThat(answer.page().select("#name").val()).isEqualTo("kept typed");
    }
    assertThat(number("select count(*) from member where name in ('kept typed', 'a', 'a/b')")).isZero();
  }

  @Test
  void nobodyPosesAsAnotherByLettersThatLookTheSame() {
    String name = "Pavlova " + NUMBER.incrementAndGet();
    people.signedUp(name, PASSWORD);
    String imported = "rosa " + NUMBER.incrementAndGet();
    people.member(imported);
    var refused = Map.of(name.replace("av", "\u0430v"), "This name looks too much like another member’s.",
        name.replace('l', 'I'), "This name looks too much like another member’s.",
        imported.replace('o', '\u03bf'), "This name looks too much like another member’s.",
        "\u0430dmin", "This name is reserved.", "systern", "This name is reserved.");
    refused.forEach((like, message) -> {
      Browserless.Answer answer = http.stranger().submit("/sign-up", "/sign-up", "name", like, "password", PASSWORD);
      assertThat(answer.status()).as(like).isEqualTo(422);
      assertThat(answer.page().select("#name-problem").text()).isEqualTo(message);
      assertThat(number("select count(*) from member where name = ?", like)).isZero();
    });
  }

  @Test
  void namesFromBeforeLooksWereComparedAreComparedLater() {
    String name = "anabel " + NUMBER.incrementAndGet();
    long member = People.id(people.member(name));
    numbers("delete from name_look where member = ? returning member", member);
    numbers("update member set looked = 0 where id = ? returning id", member);
    while (members.look(Viewer.CONSOLE)) {
      continue;
    }
    assertThat(number("select count(*) from member where looked = 0")).isZero();
    assertThat(http.stranger().submit("/sign-up", "/sign-up", "name", name.replace('a', '\u0430'), "password", PASSWORD)
        .page().select("#name-problem").text()).isEqualTo("This name looks too much like another member’s.");
  }

  @Test
  void aNameThatManyWantAtOnceIsTakenOnce() throws Exception {
    String name = name();
    var results = new ArrayList<Future<Integer>>();
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        Person person = http.stranger();
        var form = person.form("/sign-up", "/sign-up", "name", name, "password", PASSWORD);
        results.add(pool.submit(() -> person.post("/sign-up", form).status()));
      }
    }
    var statuses = new ArrayList<Integer>();
    for (Future<Integer> result : results) {
      statuses.add(result.get());
    }
    assertThat(statuses).containsOnlyOnce(303).containsOnly(303, 422);
  }

  @Test
  void aPageForAMemberAsksNothingMoreAboutWhoTheyAre() {
    Person person = http.as(people.member());
    // once the change log has told of the new member
    await(() -> Queries.of(() -> person.get("/c")).isEmpty());
  }

  @Test
  void rolesThatChangeAreKnownWithoutSigningInAgain() {
    Viewer member = people.member();
    String token = sessions.open(People.id(member), "test");
    assertThat(cache.find(token).orElseThrow().viewer().roles()).containsExactly(Role.MEMBER);
    members.grant(Viewer.CONSOLE, People.id(member), Role.MODERATOR);
    await(() -> cache.find(token).orElseThrow().viewer().has(Role.MODERATOR));
  }

  @Test
  void anUnusedSessionEndsAndAUsedOneIsTouched() {
    Viewer member = people.member();
    String token = sessions.open(People.id(member), "test");
    clock.advance(Duration.ofDays(29));
    cache.forget(token);
    assertThat(cache.find(token)).isPresent();
    await(() -> seen(member) > clock.instant().minus(Duration.ofHours(1)).toEpochMilli());
    clock.advance(Duration.ofDays(29));
    assertThat(sessions.find(token)).isPresent();
    clock.advance(Duration.ofDays(2));
    assertThat(sessions.find(token)).isEmpty();
    assertThat(sessions.expire(Viewer.CONSOLE)).isPositive();
    assertThat(number("select count(*) from session where member = ?", People.id(member))).isZero();
  }

  @Test
  void theFirstAdministratorsLinkWorksOnce() {
    // other tests have made administrators; the link of a site without one is what is tried here
    List<Long> admins = numbers("delete from member_role where role = 'ADMIN' returning member");
    try {
      String link = invitations.firstAdministrator(Viewer.CONSOLE).orElseThrow();
      assertThat(http.stranger().get(link).page().select("h1").text()).isEqualTo("Create the first administrator");
      Person first = http.stranger();
      assertThat(first.submit(link, "/sign-up", "name", name(), "password", PASSWORD).status()).isEqualTo(303);
      assertThat(first.get("/").page().select("a[href='/admin']")).hasSize(1);
      assertThat(invitations.firstAdministrator(Viewer.CONSOLE)).isEmpty();
      var late = http.stranger().submit(link, "/sign-up", "name", name(), "password", PASSWORD);
      assertThat(late.status()).isEqualTo(422);
      assertThat(late.page().select(".problem").text()).contains("This link has been used");
    } finally {
      admins.forEach(id -> members.grant(Viewer.CONSOLE, id, Role.ADMIN));
    }
  }

  private long seen(Viewer member) {
    return number("select seen_at from session where member = ?", People.id(member));
  }
}
