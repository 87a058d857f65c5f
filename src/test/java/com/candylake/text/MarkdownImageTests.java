package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.base.MediaName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class MarkdownImageTests {
  private static final String SMALL = "/m/0123456789abcdef0123456789abcdef01a400c8";
  private static final String LARGE = "/m/0123456789abcdef0123456789abcdef064004b0";

  @Test
  void ofTheSiteIsAnImageWithItsSizeThatLoadsWhenItIsSeen() {
    assertThat(html("x ![a *b* \"c\"](" + SMALL + " \"t\")")).isEqualTo("""
        <p>x <img src="%s" alt="a b &#34;c&#34;" title="t" width="420" height="200" loading="lazy" decoding="async" /></p>
        """.formatted(SMALL));
  }

  @Test
  void aLargeOneComesInTheWidthThatIsNeeded() {
    assertThat(html("![a](" + LARGE + ")")).contains("srcset=\"%1$s/480 480w , %1$s/960 960w , %1$s 1600w\"".formatted(LARGE),
        "sizes=\"" + OwnImages.SIZES + "\"", "width=\"1600\" height=\"1200\"");
  }

  @Test
  void aTitleIsTheCaptionOfAnImageThatStandsAlone() {
    assertThat(html("![a](" + SMALL + " \"On <i>the</i> lake\")")).isEqualTo("""
        <figure><img src="%s" alt="a" width="420" height="200" loading="lazy" decoding="async" />\
        <figcaption>On &lt;i&gt;the&lt;/i&gt; lake</figcaption></figure>
        """.formatted(SMALL));
  }

  @Test
  void whatIsShownOrLinkedIsNoted() {
    String pdf = "/m/0123456789abcdef0123456789abcdef.pdf";
    assertThat(Markdown.article("![a](" + SMALL + ") [b](" + pdf + ") ![c](/m/short) `" + LARGE + "`", Lang.EN).media())
        .extracting(MediaName::address).containsExactlyInAnyOrder(SMALL, pdf);
  }

  @Test
  void soManyThatThePageWouldGrowWithoutEndAreLinks() {
    String html = html(("![a]".repeat(500) + "\n\n").repeat(5) + "[a]: " + LARGE);
    assertThat(html.split("<img ", -1)).hasSize(201);
  }

  @Test
  void ofTheSiteMayStandInALinkAndInARemark() {
    assertThat(html("[![x](" + SMALL + ")](/c)")).contains("<a href=\"/c\"", "<img src=\"" + SMALL);
    assertThat(Markdown.remark("![x](" + SMALL + ")", Lang.EN).html()).contains("<img ", "loading=\"lazy\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {
      "![a *b*](https://a.example/x.png) ¦ <a href=\"https://a.example/x.png\">a <em>b</em></a>",
      "![](https://a.example/x) ¦ <a href=\"https://a.example/x\">https://a.example/x</a>",
      "![a](/m/0123456789abcdef0123456789abcdef00000000) ¦ <a href=\"/m/0123456789abcdef0123456789abcdef00000000\">a</a>",
      "![a](/m/0123456789abcdef0123456789abcdef.pdf) ¦ <a href=\"/m/0123456789abcdef0123456789abcdef.pdf\">a</a>",
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
