package com.candylake.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.setting.Site;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Addresses, and the letters that are sent there, over SMTP. */
@TestPropertySource(properties = {"candylake.mail.host=127.0.0.1", "candylake.mail.security=none",
    "candylake.mail.from=desk@lake.example"})
class EmailTests extends PlatformTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String PASSWORD = "湖の水は甘い 2042";
  private static final Pattern LINK = Pattern.compile("http://\\S+?(/(?:confirm|sign-in/link)\\?link=\\S+)");
  private static final int PORT = freePort();
  private static final GreenMail SERVER = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @DynamicPropertySource
  static void mail(DynamicPropertyRegistry registry) {
    registry.add("candylake.mail.port", () -> PORT);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void open() {
    SERVER.start();
  }

  @AfterAll
  static void closed() {
    SERVER.stop();
  }

  @Autowired private Site site;
  private String name;
  private String address;

  @BeforeEach
  void somebodyNew() throws Exception {
    // what the test before has written is on its way
    await(() -> number("select count(*) from outbox where due_at is not null") == 0);
    SERVER.purgeEmailFromAllMailboxes();
    name = "手紙の人" + NUMBER.incrementAndGet();
    address = "Reader" + NUMBER.get() + "@mail.example";
  }

  private Person signedUp(String language) {
    Person person = http.stranger();
    var form = person.form("/sign-up", "/sign-up", "name", name, "password", PASSWORD, "email", address);
    Browserless.Answer answer = person.post("/sign-up", form, "Accept-Language", language);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/?done=confirm-mail");
    return person;
  }

  /** In the order in which they were written; the server has them by address. */
  private static MimeMessage letter(int number) {
    assertThat(SERVER.waitForIncomingEmail(20_000, number)).isTrue();
    return Arrays.stream(SERVER.getReceivedMessages()).sorted(Comparator.comparing(EmailTests::id)).toList().get(number - 1);
  }

  private static long id(MimeMessage letter) {
    try {
      return Long.parseLong(letter.getMessageID().replaceFirst("^<(\\d+)\\.\\d+@127\\.0\\.0\\.1>$", "$1"));
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MimeMessage letter) {
    try {
      return ((String) letter.getContent()).replace("\r\n", "\n");
    } catch (IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String link(MimeMessage letter) {
    var link = LINK.matcher(text(letter));
    assertThat(link.find()).as(text(letter)).isTrue();
    return link.group(1);
  }

  private void confirm(Person person, int letter) {
    String link = link(letter(letter));
    assertThat(person.submit(link, "/confirm").header("Location")).contains("/?done=confirmed");
  }

  @Test
  void whoSignsUpTakesPartOnceTheAddressIsConfirmed() throws Exception {
    Person person = signedUp("ja");
    assertThat(person.get("/write").status()).isEqualTo(403);
    assertThat(person.get("/").page().select(".notice").text()).contains("Confirm your e-mail address");
    MimeMessage letter = letter(1);
    assertThat(letter.getSubject()).isEqualTo("【CandyLake】メールアドレスの確認");
    assertThat(letter.getAllRecipients()[0]).hasToString(address);
    assertThat(letter.getFrom()[0]).hasToString("CandyLake <desk@lake.example>");
    assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(letter.getHeader("Content-Language")).containsExactly("ja");
    assertThat(text(letter)).startsWith(name + "さん\n").contains("リンクの有効期限は3日間です。");
    String link = link(letter);
    for (int i = 0; i < 2; i++) {
      assertThat(http.stranger().get(link).page().select("main").text()).contains(address);
    }
    assertThat(person.get("/write").status()).isEqualTo(403);
    assertThat(http.stranger().submit(link, "/confirm").header("Location")).contains("/?done=confirmed");
    await(() -> person.get("/write").status() == 200);
    assertThat(person.get("/").page().select(".notice")).isEmpty();
    assertThat(person.get("/account").page().select("main").text()).contains(address).doesNotContain("To be confirmed");
    assertThat(http.stranger().get(link).page().select(".problem").text()).isEqualTo("This link has been used or has expired.");
    await(() -> number("select count(*) from outbox where body <> ''") == 0);
  }

  @Test
  void aLinkRunsOutAndAnotherCanBeSent() {
    Person person = signedUp("en");
    String first = link(letter(1));
    clock.advance(Duration.ofDays(3).plusMinutes(1));
    assertThat(http.stranger().get(first).page().select(".problem")).hasSize(1);
    assertThat(person.submit("/account/prove", "/account/prove", "password", PASSWORD).status()).isEqualTo(303);
    assertThat(person.submit("/account/email", "/account/email").header("Location")).contains("/account?done=confirm-mail");
    confirm(person, 2);
  }

  @Test
  void nobodyIsToldThatAnAddressHasAnAccountButWhoReadsItsMail() throws Exception {
    confirm(signedUp("en"), 1);
    String owner = name;
    name = "もう一人" + NUMBER.get();
    address = address.toUpperCase(Locale.ROOT);
    Person second = signedUp("en");
    MimeMessage letter = letter(2);
    assertThat(letter.getSubject()).isEqualTo("You already have an account: CandyLake");
    assertThat(text(letter)).contains(owner).doesNotContain(name).doesNotContain("link=");
    assertThat(second.get("/write").status()).isEqualTo(403);
  }

  @Test
  void whoHasForgottenThePasswordSignsInByALinkAndSetsAnother() throws Exception {
    confirm(signedUp("en"), 1);
    Person elsewhere = http.stranger();
    Browserless.Answer known = elsewhere.submit("/sign-in/help", "/sign-in/help", "email", address.toLowerCase(Locale.ROOT));
    Browserless.Answer unknown = http.stranger().submit("/sign-in/help", "/sign-in/help", "email", "nobody@mail.example");
    assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(303);
    assertThat(unknown.header("Location")).isEqualTo(known.header("Location"));
    String link = link(letter(2));
    assertThat(elsewhere.get(link).page().select("main").text()).contains(name);
    assertThat(elsewhere.get("/").page().select("details.me")).isEmpty();
    assertThat(elsewhere.submit(link, "/sign-in/link").header("Location")).contains("/account");
    assertThat(elsewhere.submit("/account/password", "/account/password", "password", "quite another phrase").status())
        .isEqualTo(303);
    assertThat(letter(3).getSubject()).isEqualTo("Your password has been changed: CandyLake");
    assertThat(http.stranger().get(link).page().select(".problem")).hasSize(1);
    assertThat(Arrays.stream(SERVER.getReceivedMessages()).map(EmailTests::to)).doesNotContain("nobody@mail.example");
  }

  private static String to(MimeMessage letter) {
    try {
      return letter.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anotherAddressIsTheMembersOnceItIsConfirmedAndTheOldOneIsTold() throws Exception {
    String old = address;
    Person person = signedUp("en");
    confirm(person, 1);
    address = "moved" + NUMBER.get() + "@mail.example";
    assertThat(person.submit("/account/email", "/account/email", "email", address).status()).isEqualTo(303);
    assertThat(person.get("/account").page().select("main").text()).contains(old);
    confirm(person, 2);
    assertThat(person.get("/account").page().select("main").text()).contains(address).doesNotContain(old);
    MimeMessage told = letter(3);
    assertThat(told.getSubject()).isEqualTo("Your e-mail address has been changed: CandyLake");
    assertThat(to(told)).isEqualTo(old);
  }

  @Test
  void anotherPasswordEndsEveryLinkThatIsUnderWay() {
    Person person = signedUp("en");
    confirm(person, 1);
    http.stranger().submit("/sign-in/help", "/sign-in/help", "email", address);
    assertThat(person.submit("/account/email", "/account/email", "email", "thief" + NUMBER.get() + "@mail.example").status())
        .isEqualTo(303);
    String signIn = link(letter(2));
    String confirm = link(letter(3));
    assertThat(http.stranger().get(signIn).page().select(".problem")).isEmpty();
    assertThat(http.stranger().get(confirm).page().select(".problem")).isEmpty();
    assertThat(person.submit("/account/password", "/account/password", "password", "quite another phrase").status())
        .isEqualTo(303);
    assertThat(http.stranger().get(signIn).page().select(".problem")).hasSize(1);
    assertThat(http.stranger().get(confirm).page().select(".problem")).hasSize(1);
  }

  @Test
  void endingTheOtherSessionsEndsTheLinksThatWereAskedForThere() {
    Person person = signedUp("en");
    confirm(person, 1);
    assertThat(person.submit("/account/email", "/account/email", "email", "thief" + NUMBER.get() + "@mail.example").status())
        .isEqualTo(303);
    String confirm = link(letter(2));
    assertThat(person.submit("/account", "/account/sessions/end", "session", "").status()).isEqualTo(303);
    assertThat(http.stranger().get(confirm).page().select(".problem")).hasSize(1);
  }

  @Test
  void anExpiredLinkDoesNothingEvenWhenItsButtonWasThereInTime() {
    Person person = signedUp("en");
    String confirm = link(letter(1));
    var confirming = http.stranger();
    var form = confirming.form(confirm, "/confirm");
    clock.advance(Duration.ofDays(3).plusMinutes(1));
    assertThat(confirming.post("/confirm", form).status()).isEqualTo(422);
    assertThat(person.get("/write").status()).isEqualTo(403);
    person.submit("/account/prove", "/account/prove", "password", PASSWORD);
    person.submit("/account/email", "/account/email");
    confirm(person, 2);
    Person elsewhere = http.stranger();
    elsewhere.submit("/sign-in/help", "/sign-in/help", "email", address);
    var signingIn = elsewhere.form(link(letter(3)), "/sign-in/link");
    clock.advance(Duration.ofMinutes(31));
    assertThat(elsewhere.post("/sign-in/link", signingIn).status()).isEqualTo(422);
    assertThat(elsewhere.get("/").page().select("details.me")).isEmpty();
  }

  @Test
  void anAddressThatTwoHaveAskedForIsTheFirstOnes() {
    Person first = signedUp("en");
    name = "二人目" + NUMBER.get();
    Person second = signedUp("en");
    String one = link(letter(1));
    String two = link(letter(2));
    assertThat(second.submit(two, "/confirm").status()).isEqualTo(303);
    assertThat(first.submit(one, "/confirm").status()).isEqualTo(422);
    await(() -> second.get("/write").status() == 200);
    assertThat(first.get("/write").status()).isEqualTo(403);
  }

  @Test
  void theMemberIsToldOfASecondStepThatIsSwitchedOnOrOff() throws Exception {
    Person person = signedUp("en");
    confirm(person, 1);
    String secret = Totp.secret();
    var form = person.form("/account/totp", "/account/totp", "secret", secret, "code", Totp.code(secret, clock.instant()));
    for (int i = 0; i < 2; i++) {
      assertThat(person.post("/account/totp", form).status()).isEqualTo(200);
    }
    assertThat(letter(2).getSubject()).isEqualTo("The second step is on: CandyLake");
    assertThat(person.submit("/account/totp", "/account/totp/off").status()).isEqualTo(303);
    assertThat(letter(3).getSubject()).isEqualTo("The second step is off: CandyLake");
    assertThat(to(letter(3))).isEqualTo(address);
  }

  @Test
  void theMemberIsToldOfAKeyThatIsAddedOrRemoved() throws Exception {
    Person person = signedUp("en");
    confirm(person, 1);
    var url = site.now().url();
    var key = new SoftKey(url.toString(), url.getHost());
    String asked = person.post("/account/passkeys/options", person.form("/account/passkeys", "/sign-out")).body();
    String made = key.make(asked.replaceFirst(".*\"challenge\":\"([^\"]+).*", "$1"),
        asked.replaceFirst(".*\"handle\":\"([^\"]+).*", "$1"));
    var form = person.form("/account/passkeys", "/sign-out", "credential", made);
    assertThat(person.post("/account/passkeys", form).status()).isEqualTo(303);
    assertThat(letter(2).getSubject()).isEqualTo("A passkey has been added: CandyLake");
    assertThat(person.submit("/account/passkeys", "/account/passkeys/remove", "passkey", key.id()).status()).isEqualTo(303);
    assertThat(letter(3).getSubject()).isEqualTo("A passkey has been removed: CandyLake");
  }

  @Test
  void whatIsNoAddressIsRefusedBesideItsField() {
    for (String wrong : List.of("", "a", "a@b", "@mail.example", "a b@mail.example", "a@mail.example\nBcc: x@mail.example",
        "a@mail..example", "a@-mail.example", "a".repeat(65) + "@mail.example", "<a@mail.example>",
        "a@mail.example, b@mail.example", "\u202ea@mail.example", "あ@mail.example")) {
      Browserless.Answer answer = http.stranger().submit("/sign-up", "/sign-up", "name", name, "password", PASSWORD,
          "email", wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(422);
      assertThat(answer.page().select("#email-problem").text()).as(wrong).isNotBlank();
      assertThat(answer.page().select("#name").val()).isEqualTo(name);
    }
    assertThat(number("select count(*) from member where name = ?", name)).isZero();
    address = "a@ドメイン.example";
    signedUp("en");
    assertThat(to(letter(1))).isEqualTo("a@xn--eckwd4c7c.example");
    // not strasse.example, which is somebody else's
    assertThat(Emails.checked("email", "a@straße.example")).isEqualTo("a@xn--strae-oqa.example");
  }

  @Test
  void noAddressGetsMoreThanThreeLettersAnHourThatItHasNotAskedFor() {
    confirm(signedUp("en"), 1);
    for (int i = 0; i < 6; i++) {
      assertThat(http.stranger().submit("/sign-in/help", "/sign-in/help", "email", address).status()).isEqualTo(303);
    }
    // one to confirm, and three links
    assertThat(number("select count(*) from outbox where recipient = ?", address)).isEqualTo(4);
    // the last of them can be used for as long as there is no other
    clock.advance(Duration.ofMinutes(29));
    assertThat(http.stranger().get(link(letter(4))).page().select(".problem")).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    http.stranger().submit("/sign-in/help", "/sign-in/help", "email", address);
    letter(5);
  }

  @Test
  void whoAsksForMoreThanThreeConfirmationsIsToldSoAndLinksForNobodyCountNothing() {
    for (int i = 0; i < 5; i++) {
      http.stranger().submit("/sign-in/help", "/sign-in/help", "email", address);
    }
    Person person = signedUp("en");
    for (int i = 0; i < 2; i++) {
      assertThat(person.submit("/account/email", "/account/email", "email", address).status()).isEqualTo(303);
    }
    Browserless.Answer told = person.submit("/account/email", "/account/email", "email", address);
    assertThat(told.status()).isEqualTo(422);
    assertThat(told.page().select("#email-problem").text()).contains("three mails to this address within an hour");
    assertThat(told.page().select("#email").val()).isEqualTo(address);
    name = "あとの人" + NUMBER.get();
    Person late = http.stranger();
    assertThat(late.submit("/sign-up", "/sign-up", "name", name, "password", PASSWORD, "email", address).header("Location"))
        .as("no letter has gone out, and none is promised").contains("/?done=signed-up");
    confirm(person, 3);
  }

  @Test
  void aLetterWaitsForAMailServerThatIsAway() {
    SERVER.stop();
    signedUp("en");
    await(() -> number("select count(*) from outbox where recipient = ? and tries = 1 and problem <> ''", address) == 1);
    SERVER.start();
    clock.advance(Duration.ofSeconds(61));
    letter(1);
    await(() -> number("select count(*) from outbox where recipient = ? and ended_at is not null", address) == 1);
    assertThat(SERVER.getReceivedMessages()).hasSize(1);
  }

  @Test
  void anAddressThatTheServerRefusesIsGivenUpAtOnce() throws Exception {
    SERVER.stop();
    try (var server = new ServerSocket(PORT)) {
      Thread.startVirtualThread(() -> refuse(server));
      signedUp("en");
      await(() -> number("""
          select count(*) from outbox where recipient = ? and tries = 1 and ended_at is not null and body = ''
             and problem like '%550 no such user%'""", address) == 1);
    } finally {
      SERVER.start();
    }
  }

  /** A mail server that has nobody. */
  private static void refuse(ServerSocket server) {
    try (var socket = server.accept(); var in = new BufferedReader(new InputStreamReader(socket.getInputStream()))) {
      var out = socket.getOutputStream();
      out.write("220 hello\r\n".getBytes(StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write((line.startsWith("RCPT") ? "550 no such user\r\n" : "250 ok\r\n").getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
