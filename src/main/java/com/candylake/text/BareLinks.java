package com.candylake.text;

import java.util.EnumSet;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;
import org.nibor.autolink.Span;

/**
 * Makes links of bare addresses. Unlike GitHub's, an address ends before Chinese, Japanese or Korean text, which
 * follows it without a space ({@code 详见https://example.com。}); browsers copy addresses encoded, so little is lost.
 */
final class BareLinks {
  private static final LinkExtractor EXTRACTOR = LinkExtractor.builder()
      .linkTypes(EnumSet.of(LinkType.URL, LinkType.WWW, LinkType.EMAIL)).build();

  private BareLinks() {}

  /** Replaces the node by text and links with the same text. */
  static void linkify(Text node) {
    String text = node.getLiteral();
    if (text.indexOf(':') < 0 && text.indexOf('@') < 0 && !text.contains("www.")) {
      return;
    }
    Node last = node;
    for (Span span : EXTRACTOR.extractSpans(withoutCjk(text))) {
      Node next = new Text(text.substring(span.getBeginIndex(), span.getEndIndex()));
      if (span instanceof LinkSpan found) {
        next = link(found.getType(), (Text) next);
      }
      last.insertAfter(next);
      last = next;
    }
    node.unlink();
  }

  private static Link link(LinkType type, Text text) {
    String prefix = switch (type) {
      case EMAIL -> "mailto:";
      case WWW -> "https://";
      case URL -> "";
    };
    Link link = new Link(prefix + text.getLiteral(), null);
    link.appendChild(text);
    return link;
  }

  private static CharSequence withoutCjk(String text) {
    StringBuilder s = new StringBuilder(text);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (Cjk.isLetter(c) || Cjk.isPunctuation(c) || Cjk.isSharedPunctuation(c)) {
        s.replace(i, next, " ".repeat(next - i));
      }
      i = next;
    }
    return s;
  }
}
