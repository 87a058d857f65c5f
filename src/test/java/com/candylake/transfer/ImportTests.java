package com.candylake.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.candylake.base.Lang;
import com.candylake.base.Refused;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.item.TextHead;
import com.candylake.item.TextOrigin;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ImportTests extends PlatformTest {
  @Autowired private Imports imports;
  @Autowired private Items items;
  private final String source = "test-" + System.nanoTime();

  private Imports.Run run() {
    return imports.begin(Viewer.CONSOLE, new Imports.Defaults(source, "Newsroom", "news"));
  }

  private Imports.Outcome put(String... lines) {
    return run().put(Exchange.item(Stream.of(lines).map(Exchange::parse).toList(), clock.instant()));
  }

  @Test
  void linesOfOneIdBecomeOneItemWithEnglishAsTheOriginal() {
    Imports.Outcome made = put(
        """
        {"id":"x1","lang":"ja","title":"題","paragraphs":["一段落。","二段落。"]}""",
        """
        {"id":"x1","lang":"en","title":"Title","paragraphs":["One.","Two."]}""");
    var item = items.visibleTo(Viewer.ANONYMOUS, made.item());
    assertThat(item.lang()).isEqualTo(Lang.EN);
    assertThat(items.texts(item)).extracting(TextHead::lang, TextHead::origin).containsExactlyInAnyOrder(
        tuple(Lang.EN, TextOrigin.AUTHOR),
        tuple(Lang.JA, TextOrigin.TRANSLATOR));
    assertThat(http.get("/a/" + made.item() + "?lang=ja").page().select("main > article > .e-content p").eachText())
        .startsWith("一段落。", "二段落。");
  }

  @Test
  void theSameTwiceChangesNothing() {
    String line = """
        {"id":"x2","lang":"en","title":"Title","body":"Body.","replies":[
        {"id":"x2r","author":"Reader","lang":"en","body":"Yes."}]}""".replace("\n", "");
    Imports.Outcome first = put(line);
    Imports.Outcome second = put(line);
    assertThat(second.unchanged()).isTrue();
    assertThat(second.item()).isEqualTo(first.item());
    assertThat(items.visibleTo(Viewer.ANONYMOUS, first.item()).counts().replies()).isEqualTo(1);
    assertThat(items.texts(items.visibleTo(Viewer.ANONYMOUS, first.item()))).extracting(TextHead::revision)
        .containsExactly(1);
  }

  @Test
  void aTextThatCameLaterJoinsTheOthersAndAChangedOneIsANewRevision() {
    Imports.Outcome first = put("{\"id\":\"x3\",\"lang\":\"en\",\"title\":\"Title\",\"body\":\"Body.\"}");
    put("{\"id\":\"x3\",\"lang\":\"en\",\"title\":\"Title\",\"body\":\"Better body.\"}");
    put("{\"id\":\"x3\",\"lang\":\"ko\",\"title\":\"제목\",\"body\":\"본문.\"}");
    var item = items.visibleTo(Viewer.ANONYMOUS, first.item());
    assertThat(items.texts(item)).containsExactlyInAnyOrder(
        new TextHead(Lang.EN, "Title", TextOrigin.AUTHOR, 2, null),
        new TextHead(Lang.KO, "제목", TextOrigin.TRANSLATOR, 1, 2));
    assertThat(item.editedAt()).isNotNull();
  }

  @Test
  void whatCannotBeTakenIsRefusedWholeAndSaysWhy() {
    String line = """
        {"id":"x4","lang":"en","title":"Title","body":"Body.","replies":[{"author":"R","lang":"xx-klingon","body":"?"}]}""";
    assertThatThrownBy(() -> put(line)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> put("{\"id\":\"x4\",\"lang\":\"en\",\"title\":\"\",\"body\":\"Body.\"}"))
        .isInstanceOf(Refused.class).hasMessageContaining("input.missing");
    for (String bad : List.of("[]", "{", "{\"id\":1}", "{\"lang\":\"en\"}", "null", "\"x\"")) {
      assertThatThrownBy(() -> Exchange.parse(bad)).as(bad).isInstanceOf(Refused.class);
    }
    assertThatThrownBy(() -> put("{\"id\":\"x5\",\"lang\":\"en\",\"title\":\"T\",\"body\":\"B\",\"published_at\":\"soon\"}"))
        .isInstanceOf(Refused.class).hasMessageContaining("published_at");
    assertThatThrownBy(() -> put("{\"id\":\"x5\",\"lang\":\"en\",\"title\":\"T\\u0000\",\"body\":\"B\"}"))
        .isInstanceOf(Refused.class).hasMessageContaining("U+0000");
  }

  @Test
  void articlesAndRepliesOfTheSameNumberAreNotTakenForEachOther() {
    Imports.Outcome one = put("{\"id\":\"1\",\"lang\":\"en\",\"title\":\"One\",\"body\":\"First.\"}");
    Imports.Outcome two = put("""
        {"id":"2","lang":"en","title":"Two","body":"Second.","replies":[{"id":"1","lang":"en","body":"Only a reply."}]}""");
    Imports.Outcome three = put("""
        {"id":"3","lang":"en","title":"Three","body":"Third.","replies":[{"id":"1","lang":"en","body":"Another."}]}""");
    assertThat(http.get("/a/" + one.item()).page().select("h1").text()).isEqualTo("One");
    assertThat(http.get("/a/" + two.item()).page().select(".u-comment .e-content").text()).isEqualTo("Only a reply.");
    assertThat(http.get("/a/" + three.item()).page().select(".u-comment .e-content").text()).isEqualTo("Another.");
  }

  @Test
  void anIdThatNowIsAnotherKindIsRefused() {
    Imports.Outcome made = put("{\"id\":\"k\",\"lang\":\"en\",\"title\":\"Title\",\"body\":\"Body.\"}");
    assertThatThrownBy(() -> put("{\"id\":\"k\",\"kind\":\"flash\",\"lang\":\"en\",\"body\":\"Short.\"}"))
        .isInstanceOf(Refused.class);
    assertThat(http.get("/a/" + made.item()).page().select("h1").text()).isEqualTo("Title");
  }

  @Test
  void oldItemsArePagedAcrossTheYear1970AndImpossibleTimesAreRefused() {
    for (int year = 1958; year < 1983; year++) {
      put("{\"id\":\"y" + year + "\",\"lang\":\"en\",\"channel\":\"" + source + "\",\"published_at\":\"" + year
          + "-06-01T00:00:00Z\",\"title\":\"" + year + "\",\"body\":\"Body.\"}");
    }
    desk.channel();
    var first = http.get("/c/" + source, "Accept-Language", "en").page();
    assertThat(first.select(".story")).hasSize(20);
    var second = http.get("/c/" + source + first.expectFirst("main a[rel=next]").attr("href"), "Accept-Language", "en");
    assertThat(second.page().select(".story h2").eachText()).containsExactly("1962", "1961", "1960", "1959", "1958");
    assertThatThrownBy(() -> put("""
        {"id":"never","lang":"en","title":"T","body":"B","published_at":"+1000000000-12-31T23:59:59Z"}"""))
        .isInstanceOf(Refused.class);
  }

  @Test
  void plainParagraphsStayExactlyWhatTheyAre() {
    Imports.Outcome made = put("""
        {"id":"x6","lang":"en","title":"T","paragraphs":["# not a heading","1. not a list","**plain** <b>tag</b> [x](y)"]}""");
    assertThat(http.get("/a/" + made.item()).page().select("main > article > .e-content").text())
        .isEqualTo("# not a heading 1. not a list **plain** <b>tag</b> [x](y)");
  }

  @Test
  void aFileIsReadByItsIdsWhereverTheLinesStand() throws IOException {
    Path one = Files.writeString(temporary().resolve("one.jsonl"), """
        {"id":"a","lang":"en","title":"A","body":"a"}
        not json

        {"id":"b","lang":"en","title":"B","body":"b"}
        """);
    Path two = Files.writeString(temporary().resolve("two.jsonl"), """
        {"id":"b","lang":"ja","title":"び","body":"び"}
        {"id":"a","lang":"ja","title":"あ","body":"あ"}""");
    var files = new ExchangeFiles(List.of(one, two));
    assertThat(files.ids()).containsExactly("a", "b");
    assertThat(files.lines("a")).extracting(l -> l.get("title").stringValue()).containsExactly("A", "あ");
    assertThat(files.problems()).extracting(ExchangeFiles.Problem::line).containsExactly(2);
  }

  @Test
  void theNewsInFiveLanguagesIsReadPageByPage() throws IOException {
    Path news = Path.of("..", "shared", "data", "news");
    Assumptions.assumeTrue(Files.isDirectory(news), "../shared/data/news is not here: its import is not tested");
    var files = new ExchangeFiles(Stream.of("ja", "en", "ko", "zh-Hans", "zh-Hant")
        .map(l -> news.resolve(l + ".jsonl")).toList());
    assertThat(files.ids()).hasSize(123);
    var run = run();
    for (String id : files.ids()) {
      Imports.Outcome made = run.put(Exchange.item(files.lines(id), clock.instant()));
      assertThat(made.texts()).isEqualTo(5);
      for (var line : files.lines(id)) {
        String lang = line.get("lang").stringValue();
        var page = http.get("/a/" + made.item() + "?lang=" + lang).page();
        assertThat(page.select("main > article > .e-content").attr("lang")).isEqualTo(lang);
        assertThat(page.select("h1.p-name").attr("lang")).isEqualTo(lang);
        assertThat(page.select("main > article > .e-content > p")).hasSize(line.get("paragraphs").size());
        assertThat(page.select("link[rel=alternate][hreflang]")).hasSize(6);
      }
    }
  }
}
