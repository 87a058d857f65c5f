package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class MarkdownImageTests {
  @Test
  void ofTheSiteIsAnImageThatLoadsWhenItIsSeen() {
    assertThat(html("![a *b* \"c\"](/m/0123456789abcdef.webp \"t\")")).isEqualTo("""
        <p><img src="/m/0123456789abcdef.webp" alt="a b &#34;c&#34;" title="t" loading="lazy" decoding="async" /></p>
        """);
  }

  @Test
  void ofTheSiteMayStandInALinkAndInARemark() {
    assertThat(html("[![x](/m/0123456789abcdef)](/c)")).contains("<a href=\"/c\"", "<img src=\"/m/0123456789abcdef\"");
    assertThat(Markdown.remark("![x](/m/0123456789abcdef)", Lang.EN).html()).contains("<img ", "loading=\"lazy\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {
      "![a *b*](https://a.example/x.png) ¦ <a href=\"https://a.example/x.png\">a <em>b</em></a>",
      "![](https://a.example/x) ¦ <a href=\"https://a.example/x\">https://a.example/x</a>",
      "![a](/m/short.png) ¦ <a href=\"/m/short.png\">a</a>",
      "![a](/m/0123456789abcdef/../x) ¦ <a href=\"/m/0123456789abcdef/../x\">a</a>",
      "![a](javascript:alert(1)) ¦ a",
      "![](x.png) ¦ x.png",
      "[![a](https://a.example/x.png)](/c) ¦ <a href=\"/c\">a</a>"})
  void ofAnotherSiteIsALinkToIt(String markdown, String expected) {
    assertThat(html(markdown).replace(" rel=\"ugc nofollow noopener\"", "")).isEqualTo("<p>" + expected + "</p>\n");
  }

  @Test
  void aLinkInTheTextOfAnImageDoesNotEndInALinkInALink() {
    assertThat(html("![a [b](/b) c](https://a.example/x)").strip())
        .isEqualTo("<p><a href=\"https://a.example/x\" rel=\"ugc nofollow noopener\">a b c</a></p>");
  }

  private static String html(String markdown) {
    String html = Markdown.article(markdown, Lang.EN).html();
    SafeHtml.parse(html);
    return html;
  }
}
