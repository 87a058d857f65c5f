package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers and word processors put on the clipboard. */
class RichPasteTests {
  private static void becomes(String html, String markdown) {
    assertThat(RichPaste.markdown(html)).isEqualTo(markdown);
  }

  @Test
  void aWebPageKeepsWhatItSays() {
    becomes("<h1>湖边</h1><p>早上<b>六点</b>，<i>安静</i>。</p><p>见<a href='https://example.org/a'>这里</a>。</p>",
        "## 湖边\n\n早上**六点**，*安静*。\n\n见[这里](https://example.org/a)。");
    becomes("<ul><li>一</li><li>二</li></ul>", "- 一\n- 二");
    becomes("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two");
    becomes("<blockquote><p>引文</p></blockquote>", "> 引文");
    becomes("<p>a <code>x = 1</code> b</p>", "a `x = 1` b");
  }

  @Test
  void aTableStaysATable() {
    assertThat(RichPaste.markdown("<table><tr><th>城市</th><th>人</th></tr><tr><td>杭州</td><td>12</td></tr></table>"))
        .matches("(?s)\\|\\s*城市\\s*\\|\\s*人\\s*\\|\\n\\|[-|]+\\|\\n\\|\\s*杭州\\s*\\|\\s*12\\s*\\|");
  }

  @Test
  void aDocumentOfGoogleIsNotBoldAllOver() {
    becomes("<meta charset='utf-8'><b style='font-weight:normal;' id='docs-internal-guid-1'><p dir='ltr'>"
        + "<span style='font-weight:400'>普通的</span><span style='font-weight:700'>重要</span>"
        + "<span style='font-style:italic'>強調</span></p></b>", "普通的**重要** *強調*");
  }

  @Test
  void listsOfWordAreLists() {
    becomes("<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p.MsoNormal {margin:0}</style></head><body>"
        + "<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        + "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>第一</p>"
        + "<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>第二"
        + "<o:p></o:p></p></body></html>", "- 第一\n- 第二");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
      "<svg onload=alert(1)>", "<iframe src='https://example.org'></iframe>", "<style>p{}</style>",
      "<a href='data:text/html,x'>x</a>", "<form action=/><input name=x></form>",
      "<math><mtext><script>1</script></mtext></math>", "\u0000<b>x", "<table><table><td>",
      "&lt;script&gt;alert(1)&lt;/script&gt;"})
  void nothingOfItIsMoreThanText(String html) {
    String markdown = RichPaste.markdown(html);
    assertThat(markdown).doesNotContain("onerror", "onload", "javascript:", "data:", "<iframe", "<form", "<svg");
    String shown = Markdown.article("x" + markdown.replace("\u0000", "").replace("\uFFFD", ""), Lang.EN).html();
    assertThat(Jsoup.parse(shown).select("script, img, svg, iframe, form, input, style, [onerror], [onload]")).isEmpty();
  }

  @Test
  void whatIsNestedDeeplyIsAnsweredToo() {
    assertThat(RichPaste.markdown("<blockquote>".repeat(3_000) + "x")).contains("x");
    assertThat(RichPaste.markdown("<ul><li>".repeat(3_000) + "x")).contains("x");
    assertThat(RichPaste.markdown("<b>".repeat(20_000) + "x")).contains("x");
  }
}
