package com.candylake.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;

/** Gives the headings of one article ids by which they can be linked to. */
final class HeadingIds implements AttributeProvider {
  private static final int MAX_CODE_POINTS = 40;
  private final Set<String> used = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  @Override
  public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
    if (node instanceof Heading) {
      attributes.put("id", unused("s-" + slug(Tree.text(node))));
    }
  }

  private String unused(String id) {
    String candidate = id;
    while (!used.add(candidate)) {
      candidate = id + "-" + next.merge(id, 2, (n, two) -> n + 1);
    }
    return candidate;
  }

  /** Letters and digits of any script in lower case, everything else as one hyphen; 0 if there are none. */
  private static String slug(String title) {
    StringBuilder slug = new StringBuilder();
    int length = 0;
    boolean gap = false;
    for (int c : title.toLowerCase(Locale.ROOT).codePoints().toArray()) {
      if (!Character.isLetterOrDigit(c) && !(isMark(c) && length > 0 && !gap)) {
        gap = length > 0;
      } else {
        if (length + (gap ? 1 : 0) >= MAX_CODE_POINTS) {
          break;
        }
        length += gap ? 2 : 1;
        slug.append(gap ? "-" : "").appendCodePoint(c);
        gap = false;
      }
    }
    return slug.isEmpty() ? "0" : slug.toString();
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
