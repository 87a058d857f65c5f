package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import java.util.HashSet;
import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class MarkdownHeadingTests {
  @Test
  void levelsFitUnderTheTitleOfThePage() {
    List<Element> headings = headings("# a\n## b\n### c\n#### d\n##### e\n###### f\n\ng\n===\n\nh\n---");
    assertThat(headings).extracting(Element::tagName).containsExactly("h2", "h2", "h3", "h4", "h4", "h4", "h2", "h2");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {
      "Hello, World! ¦ s-hello-world", "日本語の 見出し。 ¦ s-日本語の-見出し", "ÉCOLE 2 ¦ s-école-2", "हिन्दी ¦ s-हिन्दी",
      "  -- a -- ¦ s-a", "\"><script> ¦ s-script", "*em* `code` [link](/x) ¦ s-em-code-link", "！？ ¦ s-0", "𠮷 ¦ s-𠮷"})
  void anIdIsMadeOfItsLettersAndDigits(String title, String id) {
    assertThat(headings("## " + title).getFirst().id()).isEqualTo(id);
  }

  @Test
  void anIdIsAtMostFortyCodePointsLong() {
    assertThat(headings("## " + "字".repeat(100)).getFirst().id()).isEqualTo("s-" + "字".repeat(40));
    assertThat(headings("## " + "a".repeat(39) + " b").getFirst().id()).isEqualTo("s-" + "a".repeat(39));
  }

  @Test
  void noTwoHeadingsShareAnId() {
    List<String> ids = headings("# a\n# a-2\n# a\n# a\n# !\n# ?\n# 0").stream().map(Element::id).toList();
    assertThat(ids).startsWith("s-a", "s-a-2", "s-a-3", "s-a-4").hasSize(7);
    assertThat(new HashSet<>(ids)).hasSize(7);
  }

  @Test
  void aTableOfContentsIsReadFromThePage() {
    String html = Markdown.article("""
        # One & <two> "three"
        text
        ### `code` *em* 漢字 {{x}} 😀[^1]
        #### \s
        > ## quoted

        [^1]: note
        """, Lang.EN).html();
    assertThat(Toc.of(html)).containsExactly(
        new Toc.Heading(2, "s-one-two-three", "One & <two> \"three\""),
        new Toc.Heading(3, "s-code-em-漢字-x", "code em 漢字 {{x}} 😀"),
        new Toc.Heading(2, "s-quoted", "quoted"));
  }

  @Test
  void theTableOfContentsLeadsToIdsOfThePage() {
    String html = Markdown.article("# 𠮷野家\n# a\n# a\n## ÉCOLE", Lang.JA).html();
    assertThat(Toc.of(html)).extracting(Toc.Heading::id)
        .isEqualTo(SafeHtml.parse(html).select("h2").stream().map(Element::id).toList()).hasSize(4);
  }

  private static List<Element> headings(String markdown) {
    return SafeHtml.parse(Markdown.article(markdown, Lang.EN).html()).select("h2, h3, h4");
  }
}
