package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class MarkdownBlockTests {
  @Test
  void aTableScrollsInItsBoxAndKeepsItsAlignment() {
    assertThat(article("| a | b | c |\n|:--|:-:|--:|\n| 1 | **2** | 3 |")).isEqualTo("""
        <div class="table" tabindex="0"><table><thead><tr><th align="left">a</th><th align="center">b</th>\
        <th align="right">c</th></tr></thead><tbody><tr><td align="left">1</td>\
        <td align="center"><strong>2</strong></td><td align="right">3</td></tr></tbody></table></div>
        """);
  }

  @Test
  void aTableOfTwentyColumnsIsOneAndAWiderOneIsText() {
    assertThat(article("|a".repeat(20) + "|\n" + "|-".repeat(20) + "|\n|b|")).contains("<table>");
    assertThat(article("|a".repeat(21) + "|\n" + "|-".repeat(21) + "|\n|b|"))
        .doesNotContain("<table>").contains("|a|a");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {
      "java ¦ <code class=\"language-java\">", "c++ title=x ¦ <code class=\"language-c&#43;&#43;\">", "'' ¦ <code>",
      "a\"b ¦ <code>", "<b> ¦ <code>", "コード ¦ <code>"})
  void codeNamesItsLanguageAndScrollsByKeyboard(String info, String code) {
    assertThat(article("```" + info + "\nx < y\n```"))
        .isEqualTo("<pre tabindex=\"0\">" + code + "x &lt; y\n</code></pre>\n");
  }

  @Test
  void indentedCodeScrollsToo() {
    assertThat(article("    x")).isEqualTo("<pre tabindex=\"0\"><code>x\n</code></pre>\n");
  }

  @Test
  void aStrikeIsADeletion() {
    assertThat(article("~~a~~ b")).isEqualTo("<p><del>a</del> b</p>\n");
  }

  @Test
  void aListCountsFromWhereItStarts() {
    assertThat(article("7. a\n8. b")).contains("<ol start=\"7\">");
  }

  @Test
  void aRemarkHasHeadingsInBoldAndNoTables() {
    String markdown = "# A *b*\n\n| a |\n|---|\n| 1 |\n\n```js\nx\n```\n\n- ~~d~~ **e**";
    Element body = SafeHtml.parse(Markdown.remark(markdown, Lang.EN).html()).body();
    assertThat(body.select("p > strong").first()).hasToString("<strong>A <em>b</em></strong>");
    assertThat(body.select("h2, table, [id]")).isEmpty();
    assertThat(body.select("pre > code.language-js, li del, li strong")).hasSize(3);
    assertThat(body.text()).contains("| a |");
  }

  private static String article(String markdown) {
    String html = Markdown.article(markdown, Lang.EN).html();
    SafeHtml.parse(html);
    return html;
  }
}
