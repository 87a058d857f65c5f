package com.candylake.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.article.Articles;
import com.candylake.base.Lang;
import com.candylake.base.MediaName;
import com.candylake.channel.Channel;
import com.candylake.form.Upload;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.moderation.Measures;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Who sees what members have uploaded, for how long, and how it stands in texts. */
class ServedMediaTests extends PlatformTest {
  @Autowired private MediaFiles files;
  @Autowired private Items items;
  @Autowired private Articles articles;
  @Autowired private Measures measures;
  @Autowired private Environment environment;
  private Viewer author;
  private Channel channel;
  private MediaName image;

  @BeforeEach
  void anImage() throws IOException {
    author = people.member();
    channel = desk.channel();
    image = uploaded(Samples.png(1_000, 500));
  }

  private MediaName uploaded(byte[] file) throws IOException {
    return files.take(author, new Upload("lake.png", Files.write(temporary().resolve("x"), file))).name();
  }

  private long article(Viewer by, MediaName shown) {
    return desk.article(by, channel, Desk.text(Lang.EN, "By the lake", "Look: ![A lake](" + shown.address() + ")"));
  }

  private void seenBy(Person person, int status) {
    assertThat(person.get(image.address()).status()).isEqualTo(status);
    assertThat(person.get(image.address(480)).status()).isEqualTo(status);
  }

  @Test
  void untilATextShowsItOnlyItsOwnerSeesIt() {
    seenBy(http.stranger(), 404);
    seenBy(http.as(people.with(Role.ADMIN)), 404);
    seenBy(http.as(author), 200);
    Browserless.Answer own = http.as(author).get(image.address());
    assertThat(own.header("Cache-Control")).contains("private, no-store");
    assertThat(own.header("ETag")).isEmpty();
    article(author, image);
    seenBy(http.stranger(), 200);
  }

  @Test
  void whatIsPublicIsKeptByBrowsersAndAskedForAgainByItsTag() {
    article(author, image);
    Browserless.Answer answer = http.get(image.address());
    assertThat(answer.header("Cache-Control").orElseThrow()).contains("public", "immutable", "max-age=31536000", "s-maxage=60");
    assertThat(answer.header("Vary")).isEmpty();
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Content-Security-Policy").orElseThrow()).contains("sandbox");
    String etag = answer.header("ETag").orElseThrow();
    assertThat(http.get(image.address(480)).header("ETag").orElseThrow()).isNotEqualTo(etag);
    Browserless.Answer again = http.get(image.address(), "If-None-Match", etag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void namesThatAreNoneAreNotFound() {
    article(author, image);
    for (String path : List.of("/m/", "/m/x", image.address() + "0", image.address() + "/481", image.address() + "/1000",
        "/m/" + image.hash() + "03e801f5", "/m/" + image.hash() + "00000000", "/m/" + image.hash() + ".pdf", "/m/..%2f..%2fx",
        image.address().toUpperCase().replace("/M/", "/m/"), image.address() + "/99999")) {
      assertThat(http.get(path).status()).as(path).isIn(404, 400);
    }
  }

  @Test
  void whatIsNoLongerPublicIsGoneAtOnce() {
    long id = article(author, image);
    seenBy(http.stranger(), 200);
    items.move(author, id, Stage.WITHDRAWN, null);
    seenBy(http.stranger(), 404);
    seenBy(http.as(author), 200);
    items.move(author, id, Stage.PUBLISHED, null);
    seenBy(http.stranger(), 200);
    Viewer moderator = people.with(Role.MODERATOR);
    for (Restriction restriction : List.of(Restriction.HELD, Restriction.REMOVED, Restriction.BLOCKED)) {
      measures.open(moderator, id, restriction, "rule", "why");
      seenBy(http.stranger(), 404);
      seenBy(http.as(people.member()), 404);
      seenBy(http.as(moderator), 200);
    }
    String etag = "\"" + image + "-" + image.width() + "\"";
    assertThat(http.get(image.address(), "If-None-Match", etag).status()).isEqualTo(404);
  }

  @Test
  void whatWasTakenOutOfATextIsNotSeenAnyMoreButKeptWithItsRevisions() {
    long id = article(author, image);
    articles.revise(author, id, Desk.text(Lang.EN, "By the lake", "Nothing to see."), null, null);
    seenBy(http.stranger(), 404);
    clock.advance(Duration.ofDays(8));
    assertThat(files.sweep(Viewer.CONSOLE)).isIn(true, false);
    seenBy(http.as(author), 200);
    articles.revise(author, id, Desk.text(Lang.EN, "By the lake", "![Again](" + image.address() + ")"), null, null);
    seenBy(http.stranger(), 200);
  }

  @Test
  void toNameAnImageOfSomebodyElsesMakesItNeitherPublicNorOnesOwn() {
    article(people.member(), image);
    seenBy(http.stranger(), 404);
    assertThat(number("select count(*) from media_use where media = ?", image.toString())).isZero();
  }

  private List<String> kept(MediaName name) throws IOException {
    Path folder = Path.of(environment.getRequiredProperty("candylake.data")).resolve("media")
        .resolve(name.hash().substring(0, 2));
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(f -> String.valueOf(f.getFileName())).filter(f -> f.startsWith(name.hash())).sorted().toList();
    }
  }

  @Test
  void afterAWeekWhatNoTextShowsIsDeletedAndTheRestIsKept() throws IOException {
    MediaName shown = uploaded(Samples.png(600, 300));
    article(author, shown);
    assertThat(kept(image)).containsExactly(image + "-1000.webp", image + "-480.webp", image + "-960.webp");
    clock.advance(Duration.ofDays(6));
    sweep();
    seenBy(http.as(author), 200);
    clock.advance(Duration.ofDays(2));
    sweep();
    seenBy(http.as(author), 404);
    assertThat(kept(image)).isEmpty();
    assertThat(number("select count(*) from media where name = ?", image.toString())).isZero();
    assertThat(http.get(shown.address()).status()).isEqualTo(200);
    assertThat(kept(shown)).hasSize(2);
  }

  private void sweep() {
    boolean more = true;
    while (more) {
      more = files.sweep(Viewer.CONSOLE);
    }
  }

  @Test
  void withATextThatIsPurgedGoesWhatItShowed() {
    long id = article(author, image);
    items.move(author, id, Stage.WITHDRAWN, null);
    clock.advance(Duration.ofDays(29));
    sweep();
    seenBy(http.as(author), 200);
    clock.advance(Duration.ofDays(2));
    boolean more = true;
    while (more) {
      more = items.purge(Viewer.CONSOLE);
    }
    sweep();
    seenBy(http.as(author), 404);
  }

  @Test
  void anAttachmentIsSavedAndNeverShown() throws IOException {
    MediaName pdf = files.take(author, new Upload("C:\\docs\\报告 “1”.pdf", Files.write(temporary().resolve("x"), Samples.pdf())))
        .name();
    desk.article(author, channel, Desk.text(Lang.EN, "Report", "[Read it](" + pdf.address() + ")"));
    Browserless.Answer answer = http.get(pdf.address());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith("%PDF-");
    assertThat(answer.header("Content-Type")).contains("application/pdf");
    assertThat(answer.header("Content-Disposition").orElseThrow()).startsWith("attachment;").contains("%E6%8A%A5")
        .doesNotContain("docs");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Content-Security-Policy").orElseThrow()).contains("default-src 'none'", "sandbox");
    assertThat(http.get(pdf.address() + "/480").status()).isEqualTo(404);
  }

  @Test
  void anImageStandsInThePageWithItsSizeAndWidths() {
    long id = article(author, image);
    Element img = Objects.requireNonNull(http.get("/a/" + id).page().selectFirst(".e-content img"));
    assertThat(img.attr("width")).isEqualTo("1000");
    assertThat(img.attr("height")).isEqualTo("500");
    assertThat(img.attr("alt")).isEqualTo("A lake");
    assertThat(img.attr("loading")).isEqualTo("lazy");
    for (String candidate : img.attr("srcset").split(" , ")) {
      assertThat(http.get(candidate.replaceFirst(" .*", "")).status()).as(candidate).isEqualTo(200);
    }
  }

  @Test
  void withoutAScriptTheTextComesBackWithTheImageAtItsEnd() {
    Person person = http.as(author);
    Map<String, String> fields = fields(person.form("/write", "/write", "title", "A title", "body", "Typed <so> far.",
        "channel", channel.slug(), "language", "en", "alt", "A [wide] lake"));
    Browserless.Answer answer = person.upload("/media", fields, "lake.png", Samples.png(300, 200));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Objects.requireNonNull(answer.page().selectFirst("[name=body]")).wholeText())
        .matches("(?s)Typed <so> far\\.\\n\\n!\\[A \\\\\\[wide\\\\\\] lake\\]\\(/m/[0-9a-f]{40}\\)\\n");
    assertThat(answer.page().select("[name=title]").val()).isEqualTo("A title");
    assertThat(answer.page().select("#channel option[selected]").val()).isEqualTo(channel.slug());
    Browserless.Answer refused = person.upload("/media", fields, "lake.png", "<svg/>".getBytes());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select("#file-problem").text()).contains("JPEG");
    assertThat(Objects.requireNonNull(refused.page().selectFirst("[name=body]")).wholeText()).isEqualTo("Typed <so> far.");
    Browserless.Answer large = person.upload("/media", fields, "lake.png", new byte[(int) Upload.MOST + 1],
        "Accept-Language", "ko");
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.page().select("#file-problem").text()).contains("20MB");
    assertThat(large.page().select("[name=body]").text()).contains("Typed <so> far.");
  }

  private static Map<String, String> fields(Map<String, List<String>> form) {
    var fields = new LinkedHashMap<String, String>();
    form.forEach((name, values) -> fields.put(name, values.getFirst()));
    fields.remove("file");
    return fields;
  }

  @Test
  void whatIsEditedComesBackAsWhatIsEdited() {
    long id = desk.article(author, channel, Desk.text(Lang.EN, "Title", "Before."));
    Person person = http.as(author);
    Map<String, String> fields = fields(person.form("/a/" + id + "/edit", "/a/" + id + "/edit", "body", "After."));
    Browserless.Answer answer = person.upload("/media?article=" + id, fields, "lake.png", Samples.png(300, 200));
    assertThat(answer.page().select("form.write").attr("action")).isEqualTo("/a/" + id + "/edit?lang=en");
    assertThat(answer.page().select("[name=body]").text()).startsWith("After.").contains("![](/m/");
    assertThat(answer.page().select("[name=revision]").val()).isEqualTo("1");
    Browserless.Answer foreign = http.as(people.member()).upload("/media?article=" + id,
        Map.of("_csrf", "x", "body", "x"), "lake.png", Samples.png(300, 200));
    assertThat(foreign.status()).isEqualTo(403);
  }

  @Test
  void twoUploadsAtOnceDoNotTakeMoreThanTheShare() throws Exception {
    numbers("update media set bytes = ? where owner = ? returning bytes", (200L << 20) - 5_000, People.id(author));
    byte[] one = Samples.pdf();
    byte[] first = java.util.Arrays.copyOf(one, 4_000);
    byte[] second = java.util.Arrays.copyOf(Samples.pdf(), 4_000);
    try (var threads = java.util.concurrent.Executors.newFixedThreadPool(2)) {
      var results = threads.invokeAll(List.of(() -> upload(first), () -> upload(second)));
      assertThat(List.of(results.get(0).get(), results.get(1).get())).containsExactlyInAnyOrder(200, 422);
    }
    assertThat(number("select count(*) from media where owner = ?", People.id(author))).isEqualTo(2);
  }

  private int upload(byte[] file) {
    return http.as(author).upload("x.pdf", "application/pdf", file).status();
  }
}
