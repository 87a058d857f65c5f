package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class MarkdownLinkTests {
  @ParameterizedTest
  @ValueSource(strings = {"https://a.example/x?y=1&z=2#q", "http://a.example", "mailto:a@b.example", "/c/news", "/",
      "#s-top",
      "HTTPS://a.example/"})
  void leadsToTheWebToMailAndIntoTheSite(String destination) {
    Element a = only("[x](" + destination + ")");
    assertThat(a.attr("href")).isEqualTo(destination);
    assertThat(a.attr("rel")).isEqualTo("ugc nofollow noopener");
    assertThat(a.text()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a.example", "javascript:alert(1)", "//a.example", "/\\a.example", "page.html",
      "../up", "tel:112",
      "https:a.example", "?q=1", ""})
  void elsewhereItLosesTheLinkAndKeepsTheText(String destination) {
    Element body = body("before [*the* text](" + destination + ") after");
    assertThat(body.select("a")).isEmpty();
    assertThat(body.html()).isEqualTo("<p>before <em>the</em> text after</p>");
  }

  @Test
  void otherScriptsInAnAddressAreEncoded() {
    assertThat(only("[x](https://a.example/中文?q=é#お)").attr("href"))
        .isEqualTo("https://a.example/%E4%B8%AD%E6%96%87?q=%C3%A9#%E3%81%8A");
  }

  @Test
  void aTitleIsKept() {
    assertThat(only("[x](/a \"the \\\"title\\\" & <more>\")").attr("title")).isEqualTo("the \"title\" & <more>");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {
      "see https://a.example/x_y_(z), ok ¦ https://a.example/x_y_(z) ¦ https://a.example/x_y_%28z%29",
      "see www.a.example/x. ¦ www.a.example/x ¦ https://www.a.example/x",
      "write a.b@c.example now ¦ a.b@c.example ¦ mailto:a.b@c.example",
      "<https://a.example/x> ¦ https://a.example/x ¦ https://a.example/x",
      "<a@b.example> ¦ a@b.example ¦ mailto:a@b.example",
      "详见https://a.example/x?b=1。然后 ¦ https://a.example/x?b=1 ¦ https://a.example/x?b=1",
      "（https://a.example/x）另见 ¦ https://a.example/x ¦ https://a.example/x",
      "https://a.example/x的说明 ¦ https://a.example/x ¦ https://a.example/x",
      "자세히는 https://a.example/x에서 ¦ https://a.example/x ¦ https://a.example/x",
      "访问“https://a.example/x”吧 ¦ https://a.example/x ¦ https://a.example/x",
      "联系a@b.example。 ¦ a@b.example ¦ mailto:a@b.example",
      "**https://a.example/x** ¦ https://a.example/x ¦ https://a.example/x"})
  void aBareAddressBecomesALinkAndEndsWhereItEnds(String markdown, String text, String href) {
    Element a = only(markdown);
    assertThat(a.text()).isEqualTo(text);
    assertThat(a.attr("href")).isEqualTo(href);
  }

  @Test
  void aroundABareAddressNothingIsLost() {
    String text = "甲https://a.example/x，乙 www.b.example 丙a@b.example丁";
    assertThat(body(text).text()).isEqualTo(text);
    assertThat(body(text).select("a")).hasSize(3);
  }

  @Test
  void anAddressInCodeOrInALinkIsNotLinkedAgain() {
    Element body = body("`https://a.example` [https://b.example](/c)");
    assertThat(body.select("a").eachAttr("href")).containsExactly("/c");
  }

  @Test
  void aDefinitionThatIsRepeatedManyTimesDoesNotFillTheStore() {
    String markdown = "[a]: /" + "x".repeat(10_000) + "\n\n" + "[a]\n\n".repeat(2_000);
    String html = Markdown.article(markdown, Lang.EN).html();
    assertThat(html).hasSizeLessThan(5 * markdown.length()).contains("<a href=\"/xxx").endsWith("<p>a</p>\n");
  }

  private static Element only(String markdown) {
    Element body = body(markdown);
    assertThat(body.select("a")).hasSize(1);
    return body.select("a").getFirst();
  }

  private static Element body(String markdown) {
    return SafeHtml.parse(Markdown.article(markdown, Lang.ZH_HANS).html()).body();
  }
}
