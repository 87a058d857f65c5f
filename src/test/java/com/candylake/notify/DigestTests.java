package com.candylake.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
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

/** What members have not read, by mail. */
@TestPropertySource(properties = {"candylake.mail.host=127.0.0.1", "candylake.mail.security=none",
    "candylake.mail.from=desk@lake.example"})
class DigestTests extends PlatformTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Pattern UNSUBSCRIBE = Pattern.compile("<http://\\S+?(/unsubscribe\\?link=[\\w-]{43})>");
  private static final int PORT = freePort();
  private static final GreenMail SERVER = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  @Autowired private Measures measures;
  @Autowired private Digests digests;
  @Autowired private DigestLetter letters;
  private Viewer reader;
  private Viewer author;
  private Person browser;
  private String address;

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

  @BeforeEach
  void whoFollowsAnAuthor() {
    int number = NUMBER.incrementAndGet();
    String suffix = System.nanoTime() + "-" + number;
    reader = people.member("湖の読者" + suffix.substring(suffix.length() - 8));
    author = people.member();
    browser = http.as(reader);
    address = "digest" + suffix + "@mail.example";
    numbers("insert into member_email (member, address, address_key, at) values (?, ?, ?, 0) returning member",
        People.id(reader), address, address);
    numbers("insert into follow (member, what, subject, at) values (?, 'AUTHOR', ?, 0) returning id", People.id(reader),
        People.id(author));
  }

  private void wants(String rhythm, String lang) {
    var answer = browser.submit("/account/notifications", "/account/notifications", "rhythm", rhythm, "zone", "Asia/Tokyo",
        "lang", lang);
    assertThat(answer.status()).isEqualTo(303);
  }

  /** Until the next digest has a time. */
  private void planned() {
    await(() -> number("select coalesce(max(due_at), 0) from notification_wish where member = ?", People.id(reader)) > 0);
  }

  private List<MimeMessage> received() {
    return Arrays.stream(SERVER.getReceivedMessages()).filter(m -> to(m).equals(address)).toList();
  }

  private MimeMessage letter() {
    await(() -> !received().isEmpty());
    return received().getFirst();
  }

  private static String to(MimeMessage letter) {
    try {
      return letter.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MimeMessage letter) throws Exception {
    return ((String) letter.getContent()).replace("\r\n", "\n");
  }

  private static String link(MimeMessage letter) throws MessagingException {
    String[] header = letter.getHeader("List-Unsubscribe");
    assertThat(header).hasSize(1);
    var link = UNSUBSCRIBE.matcher(header[0]);
    assertThat(link.matches()).as(header[0]).isTrue();
    return link.group(1);
  }

  private String rhythm() {
    return text("select rhythm from notification_wish where member = " + People.id(reader));
  }

  private long published(String title) {
    long article = desk.article(author, desk.channel(), Desk.text(Lang.JA, title, "渡し場の話。"),
        Desk.text(Lang.EN, "In English: " + title, "About a ferry."));
    await(() -> number("select count(*) from notification where item = ?", article) == 1);
    return article;
  }

  private Browserless.Answer oneClick(String link) {
    return http.post(link, Map.of("List-Unsubscribe", List.of("One-Click")));
  }

  @Test
  void isReadInJapaneseInTheMorningAndEndedByOneClick() throws Exception {
    wants("DAILY", "ja");
    long article = published("渡し場の夜勤、十一年続く当番表");
    planned();
    long due = number("select due_at from notification_wish where member = ?", People.id(reader));
    assertThat(due % Duration.ofDays(1).toMillis()).as("eight in Tokyo").isEqualTo(Duration.ofHours(23).toMillis());
    assertThat(received()).isEmpty();
    clock.advance(Duration.ofDays(1));
    MimeMessage letter = letter();
    assertThat(letter.getSubject()).isEqualTo("【CandyLake】新着通知1件");
    assertThat(letter.getHeader("Content-Language")).containsExactly("ja");
    assertThat(letter.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
    String name = text("select name from member where id = " + People.id(reader));
    assertThat(text(letter)).startsWith(name + "さん\n\nCandyLakeに、まだ読んでいない新しい通知が1件あります。\n\n")
        .contains("さんが記事を公開しました\n「渡し場の夜勤、十一年続く当番表」\nhttp://")
        .contains("/i/" + article + "\n").contains("毎日").contains(link(letter)).doesNotContain("English");
    assertThat(text(letter).lines()).allSatisfy(line -> assertThat(line.startsWith("http") || line.length() <= 72).isTrue());
    await(() -> number("select count(*) from outbox where recipient = ? and (body <> '' or unsubscribe <> '')", address) == 0);

    String link = link(letter);
    assertThat(http.stranger().get(link).page().select("form[action='/unsubscribe'] button").text())
        .isEqualTo("Stop the digest");
    assertThat(rhythm()).isEqualTo("DAILY");
    // as the mail program does it, and does it again
    for (int i = 0; i < 2; i++) {
      assertThat(oneClick(link).status()).isEqualTo(200);
      assertThat(rhythm()).isEqualTo("OFF");
    }
    wants("WEEKLY", "ja");
    assertThat(oneClick(link).status()).isEqualTo(422);
    assertThat(rhythm()).isEqualTo("WEEKLY");
  }

  @Test
  void aPersonPressesTheButtonAndAForgedLinkDoesNothing() throws Exception {
    wants("DAILY", "en");
    published("押すボタン");
    planned();
    clock.advance(Duration.ofDays(1));
    String link = link(letter());
    String value = link.substring(link.indexOf('=') + 1);
    String other = (value.charAt(0) == 'A' ? 'B' : 'A') + value.substring(1);
    for (String forged : List.of("", other, "x".repeat(5_000), "湖", value + "A")) {
      assertThat(http.post("/unsubscribe", Map.of("link", List.of(forged))).status()).isEqualTo(422);
      assertThat(rhythm()).isEqualTo("DAILY");
    }
    var answer = http.stranger().submit(link, "/unsubscribe");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.page().select("main").text()).contains("You will get no more digests by mail.");
    assertThat(rhythm()).isEqualTo("OFF");
  }

  @Test
  void saysNothingOfWhatIsNoLongerShownOrWasRead() throws Exception {
    wants("DAILY", "ja");
    long kept = published("残る記事");
    long removed = published("公開停止の記事");
    long withdrawn = published("削除された記事");
    long read = published("読まれた記事");
    planned();
    measures.open(people.with(Role.MODERATOR), removed, Restriction.REMOVED, "rule", "why");
    http.as(author).submit("/i/" + withdrawn + "/withdraw", "/i/" + withdrawn + "/withdraw");
    long id = number("select id from notification where member = ? and item = ?", People.id(reader), read);
    browser.submit("/inbox", "/inbox/open", "told", String.valueOf(id));
    clock.advance(Duration.ofDays(1));
    assertThat(text(letter())).contains("残る記事").contains("/i/" + kept + "\n").contains("1件")
        .doesNotContain("公開停止の記事").doesNotContain("削除された記事").doesNotContain("読まれた記事");
  }

  @Test
  void isNotSentWhereNothingIsLeftToTellAndTellsNothingTwice() throws Exception {
    wants("DAILY", "ja");
    long first = published("一通目の記事");
    planned();
    http.as(author).submit("/i/" + first + "/withdraw", "/i/" + first + "/withdraw");
    clock.advance(Duration.ofDays(1));
    await(() -> number("select count(*) from notification_wish where member = ? and due_at is null", People.id(reader)) == 1);
    assertThat(number("select count(*) from outbox where recipient = ?", address)).isZero();
    published("二通目の記事");
    planned();
    clock.advance(Duration.ofDays(1));
    assertThat(text(letter())).contains("二通目の記事");
    published("三通目の記事");
    planned();
    clock.advance(Duration.ofDays(1));
    await(() -> received().size() == 2);
    assertThat(text(received().getLast())).contains("三通目の記事").doesNotContain("二通目の記事");
  }

  @Test
  void isWrittenByOneOfSeveralNodes() throws Exception {
    wants("DAILY", "ja");
    published("一度だけの記事");
    planned();
    clock.advance(Duration.ofDays(1));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        threads.submit(() -> digests.due().stream().filter(d -> d.member() == People.id(reader) && d.due() > 0).forEach(due -> {
          Digests.Draft draft = digests.draft(due);
          digests.send(draft, draft.told().isEmpty() ? null : letters.of(draft));
        }));
      }
    }
    letter();
    assertThat(number("select count(*) from outbox where recipient = ?", address)).isEqualTo(1);
    assertThat(number("select count(*) from digest_link where member = ?", People.id(reader))).isEqualTo(1);
  }

  @Test
  void goesOnlyToAConfirmedAddressAndNotToWhoWantsNone() {
    numbers("update member_email set address_key = null where member = ? returning member", People.id(reader));
    wants("DAILY", "ja");
    published("届かない記事");
    await(() -> number("select count(*) from notification_wish where member = ? and due_at is null", People.id(reader)) == 1);
    numbers("update member_email set address_key = address where member = ? returning member", People.id(reader));
    wants("OFF", "ja");
    published("いらない記事");
    assertThat(number("select count(*) from notification_wish where member = ? and due_at is null", People.id(reader)))
        .isEqualTo(1);
  }

  @Test
  void whoHasSaidNothingGetsItOnMondaysInTheLanguageTheySignedUpIn() throws Exception {
    numbers("update member set reads = 'ko' where id = ? returning id", People.id(reader));
    published("月曜の記事");
    planned();
    clock.advance(Duration.ofDays(7));
    MimeMessage letter = letter();
    assertThat(letter.getSubject()).isEqualTo("[CandyLake] 새 알림 1개");
    assertThat(text(letter)).contains("매주").contains("“月曜の記事”");
  }

  @Test
  void whatCannotBeChosenIsRefusedAndTheRestIsKept() {
    var form = browser.form("/account/notifications", "/account/notifications", "rhythm", "HOURLY", "zone", "Mars/Olympus",
        "lang", "de");
    form.put("told", List.of("REPLY"));
    var answer = browser.post("/account/notifications", form);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select(".problem")).hasSize(3);
    assertThat(answer.page().select("input[name=told][checked]").eachAttr("value")).containsExactly("REPLY");
    assertThat(number("select count(*) from notification_wish where member = ?", People.id(reader))).isZero();
  }
}
