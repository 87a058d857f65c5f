package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where none of our rules applies, the library as it comes says what is right. */
@Tag("once")
class StockMarkdownTests {
  private static final Parser PARSER = Parser.builder()
      .extensions(List.of(StrikethroughExtension.builder().requireTwoTildes(true).build())).build();
  private static final HtmlRenderer HTML = HtmlRenderer.builder().escapeHtml(true)
      .extensions(List.of(StrikethroughExtension.create())).build();

  @ParameterizedTest
  @ValueSource(strings = {
      "2*3*4", "snake_case_name and _em_ and __strong__", "`**「x」**`", "\\*\\*「x」\\*\\*", "***a** b*",
          "a **b *c* d** e",
      "* a\n* b\n  * c\n\n  d", "3. a\n4. b", "> a\nb\n\nc", "a  \nb\\\nc", "    code\n\n    more",
      "```\n**x** & <y>\n```",
      "---\n***\n_ _ _", "&copy; &amp; &#35; &nope;", "a\n\n\nb", "**Gomphocarpus (*Gomphocarpus physocarpus*, syn.)**",
      "1 < 2 and 3 > 2", "Tab\there", "<b>x</b> <i class=\"a *b* c\">", "!x ![ x] ]", "中文**强调**中文*强调*中文",
      "한국어 **강조** 입니다"})
  void anOrdinaryTextIsRenderedAsEverywhere(String markdown) {
    assertThat(ours(markdown)).isEqualTo(stock(markdown));
  }

  @Test
  void anyAsciiIsRenderedAsEverywhere() {
    compare("a b cd \n\n*_**__`\\~~-+>.,1.(\"'!?&;  \t:");
  }

  @Test
  void emphasisBetweenLettersOfAnyScriptIsRenderedAsEverywhere() {
    compare("a 中文 かな 한글 ** * __ _ ");
  }

  private static void compare(String alphabet) {
    long seed = RandomGenerator.getDefault().nextLong();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int[] letters = alphabet.codePoints().toArray();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder markdown = new StringBuilder();
      for (int n = random.nextInt(1, 24); n > 0; n--) {
        markdown.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      assertThat(ours(markdown.toString())).as("seed %d: %s", seed, markdown).isEqualTo(stock(markdown.toString()));
    }
  }

  private static String ours(String markdown) {
    return comparable(Markdown.article(markdown, Lang.EN).html());
  }

  private static String stock(String markdown) {
    return comparable(HTML.render(PARSER.parse(markdown)));
  }

  private static String comparable(String html) {
    Element body = Jsoup.parseBodyFragment(html).body();
    for (String ours : List.of("id", "tabindex", "class")) {
      body.select("[" + ours + "]").forEach(e -> e.removeAttr(ours));
    }
    return body.html();
  }
}
