package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class PlainTextTests {
  @ParameterizedTest
  @ValueSource(strings = {
      "# no heading", "#hashtag", "> no quote", "- no list", "+ no list", "* no list", "1. no list", "1) no list",
          "2024. year",
      "---", "***", "___", "- - -", "===", "    no code", "```", "~~~", "``` a ```", "[x]: /y", "[^1]: note", "[^1]",
      "[a](b)", "![a](b)",
      "<b>bold</b>", "<https://a.example>", "&amp; &#35; AT&T &", "a*b*c **d** _e_ __f__ snake_case", "~~a~~ 3~5",
      "a | b", "|---|",
      "back\\slash \\* \\", "`code`", "これは**「重要」**です", "C:\\dir\\*.txt", "https://a.example/x_y_z*q*~~r~~",
      "<!-- c -->", "10.5", "1.", "#", "-",
      "{{x}}", "_", "a_ _b", "~", "   ~~~", "!", "! [x]", "0123456789. x"})
  void isShownAsItWasTyped(String paragraph) {
    assertThat(shown(List.of(paragraph))).containsExactly(paragraph.strip());
  }

  @Test
  void eachParagraphIsABlock() {
    assertThat(PlainText.toMarkdown(List.of(" a\n  b ", "", "\t\n", "- c"))).isEqualTo("a b\n\n\\- c");
  }

  @Test
  void escapesOnlyWhereItMatters() {
    String plain = "A + B = C - D; 3.5% (x) #1, snake_case 2 > 1: don't! AT&T 3~5";
    assertThat(PlainText.toMarkdown(List.of(plain))).isEqualTo(plain);
  }

  @Test
  void anyTextIsShownAsItIs() {
    long seed = RandomGenerator.getDefault().nextLong();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    String[] pieces = {"a", "Bc", "漢", "字", "かな", "한글", "。", "「", "」", "（", "“", "”", " ", "  ", "\n", "\t", "　", "*",
        "**", "_", "__", "`", "``",
        "[", "]", "(", ")", "<", ">", "&", "&amp;", "&lt", ";", "~", "~~", "!", "|", "#", "##", "-", "---", "+", "1.",
        "2)", "=", ":", "\\",
        "\"", "'", "/", "^", "[^1]", "{{", "https://a.example/", "www.b.example", "c@d.example", "http://", "😀",
        "e\u0301", "<b>", "</b>"};
    for (int i = 0; i < 20_000; i++) {
      List<String> paragraphs = new ArrayList<>();
      for (int p = random.nextInt(1, 4); p > 0; p--) {
        StringBuilder paragraph = new StringBuilder();
        for (int n = random.nextInt(1, 12); n > 0; n--) {
          paragraph.append(pieces[random.nextInt(pieces.length)]);
        }
        paragraphs.add(paragraph.toString());
      }
      assertThat(shown(paragraphs)).as("seed %d: %s", seed, paragraphs).isEqualTo(folded(paragraphs));
    }
  }

  static List<String> folded(List<String> paragraphs) {
    return paragraphs.stream().map(p -> p.replaceAll("[ \t\r\n]+", " ").strip()).filter(p -> !p.isEmpty()).toList();
  }

  static List<String> shown(List<String> paragraphs) {
    Element body = SafeHtml.parse(Markdown.article(PlainText.toMarkdown(paragraphs), Lang.ZH_HANS).html()).body();
    assertThat(body.children()).allMatch(e -> e.tagName().equals("p"));
    assertThat(body.select("p > *")).allMatch(e -> e.tagName().equals("a"));
    return body.children().stream().map(Element::wholeText).toList();
  }
}
