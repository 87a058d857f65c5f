package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.candylake.base.Lang;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("once")
class HostileInputTests {
  private static final int LENGTH = 100_000;

  static final List<String> REPEATED = List.of("[", "]", "![", "*", "**", "_", "~~", "*a ", "**a ", "*a **b ", "a** ",
      "_a*b~~c ", ">", "> ",
      "- ", "1. ", "# a\n", "`", "`a``b", "```\n", "<", "<?", "<!A ", "<!--", "<![CDATA[", "<a x='", "<a b", "<a:",
      "<a@", "&", "&#", "\\",
      "[a](", "[a](<b", "[a](b \"", "[a][", "[a]: b\n", "[^1]", "[^1]: a\n", "](a", "|", "|a\n", "a|\n", "-|\n",
      "=\n", "a\n", "> a\n", "- a\n",
      "http://", "www.", "a@", "a@b.c ", "{{", "字*「", "**（", "\u200D", "😀", "<div>\n", "\t", "    a\n");

  static final List<String> BUILT = List.of(
      "[".repeat(LENGTH / 2) + "]".repeat(LENGTH / 2),
      "[".repeat(LENGTH / 6) + "](a)".repeat(LENGTH / 6),
      "![".repeat(LENGTH / 7) + "](a)".repeat(LENGTH / 7),
      "![".repeat(BoundedInlines.MAX_OPENINGS)
          + "](/m/0123456789abcdef0123456789abcdef01a400c8)".repeat(BoundedInlines.MAX_OPENINGS),
      "**a ".repeat(LENGTH / 8) + " b**".repeat(LENGTH / 8),
      "*a ".repeat(BoundedInlines.MAX_OPENINGS) + " b*".repeat(BoundedInlines.MAX_OPENINGS),
      "*".repeat(BoundedInlines.MAX_OPENINGS) + "a" + "*".repeat(BoundedInlines.MAX_OPENINGS),
      "~~a ".repeat(600) + "a~~~ ".repeat(15_000),
      "*a **b ~~".repeat(300) + " b*".repeat(20_000),
      grown(i -> "  ".repeat(i) + "- a\n"),
      grown(i -> ">".repeat(i) + "\n"),
      grown(i -> "`".repeat(i) + " "),
      grown(i -> "[^" + i + "]: [^" + (i + 1) + "]\n") + "\n[^0]",
      "|a".repeat(20_000) + "\n" + "|-".repeat(20_000) + "\n" + "|a\n".repeat(6_000),
      "|a".repeat(NarrowTables.MAX_COLUMNS) + "\n" + "|-".repeat(NarrowTables.MAX_COLUMNS) + "\n"
          + "|a\n".repeat(33_000),
      "[^1]\n\n".repeat(LENGTH / 7) + "[^1]: x",
      "<a" + " b".repeat(LENGTH / 2) + ">",
      "[" + "a".repeat(LENGTH) + "]");

  @ParameterizedTest
  @FieldSource("REPEATED")
  void repeatingAnythingEnds(String piece) {
    ends(piece.repeat(LENGTH / piece.length()));
  }

  @ParameterizedTest(name = "{index}")
  @FieldSource("BUILT")
  void nestingAnythingEnds(String markdown) {
    ends(markdown);
  }

  @Test
  void quotesBeyondTheDeepestAreText() {
    String html = Markdown.article(">".repeat(100) + " a", Lang.EN).html();
    assertThat(html.split("<blockquote>", -1).length - 1).isBetween(20, 40);
    assertThat(SafeHtml.parse(html).text()).contains(">>> a");
  }

  @Test
  void emphasisBeyondTheDeepestIsText() {
    String html = Markdown.article("*a ".repeat(100) + "b*".repeat(100), Lang.EN).html();
    assertThat(html.split("<em>", -1).length - 1).isEqualTo(32);
    assertThat(SafeHtml.parse(html).text()).isEqualTo("a ".repeat(100) + "b".repeat(100));
  }

  @Test
  void aParagraphWithMoreOpeningsThanAnybodyNeedsIsShownAsTyped() {
    int most = BoundedInlines.MAX_OPENINGS / 4;
    String bold = "汉**字**".repeat(most);
    assertThat(page(bold).select("strong")).hasSize(most);
    assertThat(page(bold + bold + "\n" + bold).text()).isEqualTo(bold + bold + " " + bold);
  }

  @Test
  void severalThreadsRenderTheSame() {
    String markdown = "# 标题\n\n这是**重要。**下一句[^1]，见 https://a.example。\n\n| a |\n|---|\n| `b` |\n\n[^1]: 注";
    Markdown.Rendered expected = Markdown.article(markdown, Lang.ZH_HANS);
    assertThat(expected.html()).contains("<strong>", "<table>", "fnref-1");
    assertThat(IntStream.range(0, 500).parallel().mapToObj(i -> Markdown.article(markdown, Lang.ZH_HANS)).distinct())
        .containsExactly(expected);
  }

  private static Document page(String markdown) {
    return SafeHtml.parse(Markdown.article(markdown, Lang.EN).html());
  }

  private static void ends(String markdown) {
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      // half of the stack that a server's thread has
      Thread thread = new Thread(null, () -> {
        String html = Markdown.article(markdown, Lang.ZH_HANS).html();
        Toc.of(html);
        Markdown.remark(markdown, Lang.EN);
        InputGate.text("body", PlainText.toMarkdown(List.of(markdown)), 0, 2 * LENGTH);
        assertThat(html).hasSizeLessThan(80 * LENGTH);
      }, "hostile", 512 * 1024);
      thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
      thread.start();
      thread.join();
      assertThat(failure.get()).isNull();
    });
  }

  private static String grown(IntFunction<String> line) {
    StringBuilder s = new StringBuilder();
    for (int i = 0; s.length() < LENGTH; i++) {
      s.append(line.apply(i));
    }
    return s.toString();
  }
}
