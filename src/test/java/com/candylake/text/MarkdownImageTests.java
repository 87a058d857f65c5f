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
    assertThat(html("![a *b* \"c\"](/m/0123456789abcdef.webp \"t\")")).isEqualTo("<p><img src=\"/m/0123456789abcdef.webp\" "
        + "alt=\"a b &#34;c&#34;\" title=\"t\" loading=\"lazy\" decoding=\"async\" /></p>\n");
  }

  @Test
  void ofTheSiteMayStandInALinkAndInARemark() {
    assertThat(html("[![x](/m/0123456789abcdef)](/c)")).contains("<a href=\"/c\"", "<img src=\"/m/0123456789abcdef\"");
    assertThat(Markdown.remark("![x](/m/0123456789abcdef)", Lang.EN).html()).contains("<img ", "loading=\"lazy\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {
      "![a *b*](https://a.example/x.png) ¦ <p><a href=\"https://a.example/x.png\" rel=\"ugc nofollow noopener\">a <em>b</em></a></p>",
      "![](https://a.example/x) ¦ <p><a href=\"https://a.example/x\" rel=\"ugc nofollow noopener\">https://a.example/x</a></p>",
      "![a](/m/short.png) ¦ <p><a href=\"/m/short.png\" rel=\"ugc nofollow noopener\">a</a></p>",
      "![a](/m/0123456789abcdef/../x) ¦ <p><a href=\"/m/0123456789abcdef/../x\" rel=\"ugc nofollow noopener\">a</a></p>",
      "![a](javascript:alert(1)) ¦ <p>a</p>",
      "![](x.png) ¦ <p>x.png</p>",
      "[![a](https://a.example/x.png)](/c) ¦ <p><a href=\"/c\" rel=\"ugc nofollow noopener\">a</a></p>"})
  void ofAnotherSiteIsALinkToIt(String markdown, String expected) {
    assertThat(html(markdown).strip()).isEqualTo(expected);
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
