package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import java.util.HashSet;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class MarkdownFootnoteTests {
  @Test
  void leadsToTheNoteAndBack() {
    Document page = page("Text[^source].\n\n[^source]: The *note*.");
    Element there = page.expectFirst("p sup.footnote-ref a");
    Element note = page.expectFirst("li" + there.attr("href"));
    assertThat(note.select("em").text()).isEqualTo("note");
    assertThat(note.select("a").attr("href")).isEqualTo("#" + there.id());
    assertThat(page.select("section.footnotes ol > li")).hasSize(1);
  }

  @Test
  void hasNoWordsOfItsOwn() {
    assertThat(page("甲[^a]乙[^b]丙[^a]。\n\n[^a]: 注一\n[^b]: 注二").text()).isEqualTo("甲1乙2丙1。 注一 ↩ 2↩ 注二 ↩");
  }

  @Test
  void idsAreUniqueAndNobodyChoosesThem() {
    Document page = page("""
        # fn-1
        [^a] [^a] [^a-2] [^1] [^A] [^ref] [^"x] [^1-2]

        [^a]: 1
        [^a-2]: 2
        [^1]: 3
        [^A]: never
        [^ref]: 4
        [^"x]: 5 [^a]
        [^1-2]: 6
        """);
    var ids = page.select("[id]").eachAttr("id");
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(ids).allMatch(id -> id.matches("s-fn-1|fn-\\d+|fnref-\\d+(-\\d+)?")).hasSize(1 + 6 + 9);
    assertThat(page.select("a[href^=#]").eachAttr("href")).allMatch(href -> ids.contains(href.substring(1)));
    assertThat(page.text()).doesNotContain("never");
  }

  @Test
  void notesThatNameEachOtherEnd() {
    Document page = page("x[^1]\n\n[^1]: see [^2] and [^1]\n[^2]: see [^1]");
    assertThat(page.select("section.footnotes li")).hasSize(2);
  }

  @Test
  void aReferenceToNothingIsText() {
    assertThat(page("x[^1]").text()).isEqualTo("x[^1]");
  }

  @Test
  void aRemarkHasNone() {
    Document page = SafeHtml.parse(Markdown.remark("x[^1] y\n\n[^1]: a note", Lang.EN).html());
    assertThat(page.select("[id], sup, section")).isEmpty();
    assertThat(page.text()).startsWith("x").contains("y", "a note");
  }

  private static Document page(String markdown) {
    return SafeHtml.parse(Markdown.article(markdown, Lang.ZH_HANS).html());
  }
}
