package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** What a page accepts from the renderer, written down a second time: a parsed page is compared with it. */
final class SafeHtml {
  private static final Set<String> PLAIN = Set.of("p", "br", "hr", "blockquote", "ul", "em", "strong", "del",
      "table", "thead", "tbody", "tr",
      "figure", "figcaption");
  private static final Map<String, Map<String, String>> ATTRIBUTES = Map.ofEntries(
      Map.entry("h2", Map.of("id", "s-[\\p{L}\\p{M}\\p{N}-]{1,80}")),
      Map.entry("h3", Map.of("id", "s-[\\p{L}\\p{M}\\p{N}-]{1,80}")),
      Map.entry("h4", Map.of("id", "s-[\\p{L}\\p{M}\\p{N}-]{1,80}")),
      Map.entry("ol", Map.of("start", "\\d+")),
      Map.entry("li", Map.of("id", "fn-\\d+")),
      Map.entry("pre", Map.of("tabindex", "0")),
      Map.entry("code", Map.of("class", "language-[^\\s\"'<>]+")),
      Map.entry("sup", Map.of("class", "footnote-ref")),
      Map.entry("section", Map.of("class", "footnotes")),
      Map.entry("div", Map.of("class", "table", "tabindex", "0")),
      Map.entry("th", Map.of("align", "left|center|right")),
      Map.entry("td", Map.of("align", "left|center|right")),
      Map.entry("a", Map.of("href", "(?s)(?i:https?://|mailto:).+|#.*|/|/[^/\\\\].*", "rel", "ugc nofollow noopener",
          "title", "(?s).*", "id", "fnref-\\d+(-\\d+)?", "class", "footnote-backref")),
      Map.entry("img", Map.of("src", "/m/[0-9a-f]{40}", "alt", "(?s).*", "title", "(?s).*",
          "srcset", "(/m/[0-9a-f]{40}(/(480|960))? [1-9]\\d{0,3}w( , )?)+", "sizes", "[a-z0-9:(), -]+",
          "width", "[1-9]\\d*", "height", "[1-9]\\d*", "loading", "lazy", "decoding", "async")));

  private SafeHtml() {}

  /** The page, once nothing in it is outside the list. */
  static Document parse(String html) {
    Document page = Jsoup.parseBodyFragment(html);
    page.body().childNodes().forEach(SafeHtml::check);
    assertThat(page.head().childNodeSize()).isZero();
    return page;
  }

  private static void check(Node node) {
    if (node instanceof Comment comment) {
      // the sanitiser parts {{ with an empty comment, against template engines in scripts
      assertThat(comment.getData()).isBlank();
    } else if (node instanceof Element element) {
      String tag = element.tagName();
      assertThat(PLAIN.contains(tag) || ATTRIBUTES.containsKey(tag)).as("element %s", tag).isTrue();
      for (Attribute attribute : element.attributes()) {
        String allowed = ATTRIBUTES.getOrDefault(tag, Map.of()).get(attribute.getKey());
        assertThat(allowed).as("attribute %s of %s", attribute.getKey(), tag).isNotNull();
        assertThat(attribute.getValue()).as("attribute %s of %s", attribute.getKey(), tag).matches(allowed);
      }
      if (tag.equals("a")) {
        assertThat(element.attr("rel")).isEqualTo("ugc nofollow noopener");
      }
    }
    node.childNodes().forEach(SafeHtml::check);
  }
}
