package com.candylake.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.candylake.testkit.Queries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The form at {@code /write}: what it publishes, what it refuses, and that it publishes once. */
class WriteArticleTests extends PlatformTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String BODY = "First paragraph.\r\n\r\n**Second** paragraph. ";

  private static String title() {
    return "Written by hand " + NUMBER.incrementAndGet();
  }

  private Map<String, List<String>> form(Person person, String... values) {
    var all = new ArrayList<>(List.of("title", title(), "body", BODY, "channel", desk.channel().slug(), "language", "en"));
    all.addAll(List.of(values));
    return person.form("/write", "/write", all.toArray(String[]::new));
  }

  private static String cookies(Person person) {
    return person.cookies().entrySet().stream().map(c -> c.getKey() + "=" + c.getValue())
        .collect(Collectors.joining("; "));
  }

  private long itemsOf(Viewer author) {
    return number("select count(*) from item where author = ?", People.id(author));
  }

  @Test
  void anArticleIsPublishedAndItsPageSaysSo() {
    Viewer author = people.member();
    Person person = http.as(author);
    String channel = desk.channel().slug();
    var form = form(person, "title", "  湖の朝  ", "language", "ja", "channel", channel,
        "body", "朝の湖は**「静か」**だ。\r\n\r\n次の段落。");
    Browserless.Answer answer = person.post("/write", form);
    assertThat(answer.status()).isEqualTo(303);
    String place = answer.header("Location").orElseThrow();
    assertThat(place).matches("/a/\\d+\\?done=published");
    var page = person.get(place).page();
    assertThat(page.select("h1.p-name").text()).isEqualTo("湖の朝");
    assertThat(page.select("main > article > .e-content").attr("lang")).isEqualTo("ja");
    assertThat(page.select("main > article > .e-content p")).hasSize(2);
    assertThat(page.select(".notice").text()).isEqualTo("Your article is published.");
    assertThat(http.get(place.replaceFirst("\\?.*", ""), "Accept-Language", "ja").status()).isEqualTo(200);
    assertThat(person.get("/c/" + channel, "Accept-Language", "ja").body()).contains("湖の朝");
  }

  @Test
  void whatIsWrongIsSaidBesideEveryFieldAtOnceAndWhatWasTypedIsKept() {
    Viewer author = people.member();
    Person person = http.as(author);
    var form = form(person, "title", " \u200B ", "body", "", "channel", "no-such-channel", "language", "tlh");
    var page = person.post("/write", form);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.page().select("#title-problem").text()).isEqualTo("This cannot be empty.");
    assertThat(page.page().select("#body-problem").text()).isEqualTo("This cannot be empty.");
    assertThat(page.page().select("#channel-problem").text()).isEqualTo("Choose a channel.");
    assertThat(page.page().select("#language-problem").text()).isEqualTo("The language could not be detected. Choose it.");
    for (String field : List.of("title", "body", "channel", "language")) {
      assertThat(page.page().expectFirst("#" + field).attr("aria-describedby")).isEqualTo(field + "-problem");
    }
    assertThat(itemsOf(author)).isZero();
  }

  @Test
  void everyRefusalKeepsWhatWasTypedAndStoresNothing() {
    Viewer author = people.member();
    Person person = http.as(author);
    String typed = "\nKept as typed: <b>&amp;</b>\n\nand \u202Dthis";
    var refused = new LinkedHashMap<String, String[]>();
    refused.put("title", new String[] {"n".repeat(121), "At most 120 characters; this is 1 over."});
    refused.put("title ", new String[] {"a\0b", "The character U+0000 cannot be used here."});
    refused.put("title  ", new String[] {"e" + "\u0301".repeat(31), "The character U+0301 cannot be used here."});
    refused.put("body", new String[] {typed, "The character U+202D cannot be used here."});
    refused.put("body ", new String[] {"字".repeat(100_001), "At most 100,000 characters; this is 1 over."});
    refused.put("body  ", new String[] {"x".repeat(1_000_000), "At most 100,000 characters; this is 900,000 over."});
    refused.put("channel", new String[] {"", "Choose a channel."});
    refused.put("channel ", new String[] {"../admin", "Choose a channel."});
    refused.put("form_key", new String[] {"no key;", "This form is out of date. Reload the page."});
    refused.forEach((key, value) -> {
      String field = key.strip();
      Browserless.Answer answer = person.post("/write",
          form(person, "title", "Kept title", "body", "Kept body", field, value[0]));
      assertThat(answer.status()).as(key).isEqualTo(422);
      assertThat(answer.page().select("#" + field + "-problem").text()).as(key).isEqualTo(value[1]);
      if (!field.equals("title")) {
        assertThat(answer.page().select("#title").val()).isEqualTo("Kept title");
      }
      assertThat(answer.page().expectFirst("#body").wholeText()).isEqualTo(field.equals("body") ? value[0] : "Kept body");
    });
    assertThat(itemsOf(author)).isZero();
  }

  @Test
  void aDetectedLanguageIsConfirmedAndNeverAssumed() {
    Viewer author = people.member();
    Person person = http.as(author);
    for (String language : List.of("", "nonsense")) {
      var answer = person.post("/write", form(person, "title", "湖の朝について", "body",
          "朝の湖はとても静かで、鳥の声だけが聞こえてくる。", "language", language));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.page().select("#language option[selected]").val()).isEqualTo("ja");
      assertThat(answer.page().select("#language-problem").text()).startsWith("This was detected from the text.");
      assertThat(answer.page().select(".problem")).hasSize(1);
      assertThat(answer.page().select("#title").attr("lang")).isEqualTo("ja");
    }
    assertThat(itemsOf(author)).isZero();
  }

  @Test
  void aFormSentManyTimesAtOncePublishesOnceAndAllAreLedThere() throws Exception {
    Viewer author = people.member();
    Person person = http.as(author);
    var form = form(person);
    String cookies = cookies(person);
    var answers = new ArrayList<Future<Browserless.Answer>>();
    try (var pool = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        answers.add(pool.submit(() -> http.post("/write", form, "Cookie", cookies, "Accept-Language", "en")));
      }
    }
    var places = new HashSet<String>();
    for (Future<Browserless.Answer> answer : answers) {
      assertThat(answer.get().status()).isEqualTo(303);
      places.add(answer.get().header("Location").orElseThrow());
    }
    assertThat(places).hasSize(1);
    assertThat(itemsOf(author)).isEqualTo(1);
    Browserless.Answer replayed = person.post("/write", form);
    assertThat(places).contains(replayed.header("Location").orElseThrow());
    assertThat(itemsOf(author)).isEqualTo(1);
  }

  @Test
  void aRefusedFormCanBeSentAgainAndAnotherMembersKeyIsTheirOwn() {
    Viewer author = people.member();
    Person person = http.as(author);
    String key = "key-" + NUMBER.incrementAndGet();
    var form = form(person, "form_key", key);
    var wrong = new LinkedHashMap<>(form);
    wrong.put("title", List.of(""));
    assertThat(person.post("/write", wrong).status()).isEqualTo(422);
    assertThat(person.post("/write", form).status()).isEqualTo(303);
    Viewer other = people.member();
    Person stranger = http.as(other);
    assertThat(stranger.post("/write", form(stranger, "form_key", key)).status()).isEqualTo(303);
    assertThat(itemsOf(author)).isEqualTo(1);
    assertThat(itemsOf(other)).isEqualTo(1);
  }

  @Test
  void whoIsNotSignedInIsLedToSignIn() {
    assertThat(http.get("/write").header("Location")).contains("/sign-in?then=%2Fwrite");
    Person stranger = http.stranger();
    String title = title();
    var fields = new LinkedHashMap<>(stranger.form("/sign-in", "/sign-in"));
    fields.putAll(Map.of("title", List.of(title), "body", List.of("Body"), "channel", List.of(desk.channel().slug()),
        "language", List.of("en")));
    fields.remove("then");
    Browserless.Answer answer = stranger.post("/write", fields);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/sign-in?then=%2Fwrite");
    assertThat(number("select count(*) from item_text where title = ?", title)).isZero();
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    Viewer author = people.member();
    Person person = http.as(author);
    var form = new LinkedHashMap<>(form(person));
    form.remove("_csrf");
    assertThat(person.post("/write", form).status()).isEqualTo(403);
    assertThat(itemsOf(author)).isZero();
  }

  @Test
  void aPreviewKeepsTheFormShowsTheTextAndStoresNothing() {
    Viewer author = people.member();
    Person person = http.as(author);
    var form = form(person, "preview", "1", "title", "湖の朝", "language", "", "channel", "",
        "body", "朝の湖は**「静か」**だ。<script>alert(1)</script>");
    Browserless.Answer answer = person.post("/write", form);
    assertThat(answer.status()).isEqualTo(200);
    var page = answer.page();
    assertThat(page.select("#preview .e-content").attr("lang")).isEqualTo("ja");
    assertThat(page.select("#preview .e-content strong").text()).isEqualTo("「静か」");
    assertThat(page.select("#preview script")).isEmpty();
    assertThat(page.select("#preview .headline").text()).isEqualTo("湖の朝");
    assertThat(page.select("#language-hint").text()).startsWith("Detected: Japanese");
    assertThat(page.select("#language option[selected]")).isEmpty();
    assertThat(page.expectFirst("#body").wholeText()).isEqualTo("朝の湖は**「静か」**だ。<script>alert(1)</script>");
    assertThat(page.select(".problem")).isEmpty();
    var wrong = person.post("/write", form(person, "preview", "1", "body", "a\0b"));
    assertThat(wrong.status()).isEqualTo(200);
    assertThat(wrong.page().select("#body-problem")).hasSize(1);
    assertThat(itemsOf(author)).isZero();
  }

  @Test
  void aPreviewAsksTheDatabaseNothing() {
    Person person = http.as(people.member());
    var form = form(person, "preview", "1");
    await(() -> Queries.of(() -> assertThat(person.post("/write", form).status()).isEqualTo(200)).isEmpty());
  }

  @Test
  void theMenuLeadsMembersToTheForm() {
    assertThat(http.as(people.member()).get("/c").page().select("a.write[href=/write]")).hasSize(1);
    assertThat(http.as(people.with(Role.ADMIN)).get("/write").page().select("form.write")).hasSize(1);
    assertThat(http.stranger().get("/c").page().select("a[href=/write]")).isEmpty();
  }
}
