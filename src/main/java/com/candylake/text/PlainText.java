package com.candylake.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plain text on its way into Markdown: an import, a pasted statement. */
public final class PlainText {
  private static final Pattern SPACES = Pattern.compile("[ \\t\\n\\r\\f\\x0B\\x85\\u2028\\u2029]+");
  // an underscore inside a word does nothing, and most underscores stand there
  private static final Pattern SIGNIFICANT = Pattern.compile(
      "[\\\\*`\\[\\]<]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|~(?=~)|(?<=~)~|&(?=#?[A-Za-z0-9]{1,32};)");
  private static final Pattern LEADING = Pattern.compile("^(?:(\\d{1,9})([.)])(?=\\s|$)|([-+>]|#{1,6}(?=\\s|$)))");

  private PlainText() {}

  /**
   * Markdown that renders as exactly these paragraphs. White space inside one is folded to a space, and those that are
   * empty are left out; a bare address becomes a link with the address as its text.
   */
  public static String toMarkdown(List<String> paragraphs) {
    return paragraphs.stream().map(PlainText::folded).filter(p -> !p.isEmpty()).map(PlainText::escaped)
        .collect(Collectors.joining("\n\n"));
  }

  private static String folded(String paragraph) {
    return SPACES.matcher(paragraph).replaceAll(" ").strip();
  }

  private static String escaped(String paragraph) {
    String s = SIGNIFICANT.matcher(paragraph).replaceAll("\\\\$0");
    Matcher m = LEADING.matcher(s);
    if (!m.find()) {
      return s;
    }
    return m.group(1) != null ? m.group(1) + "\\" + s.substring(m.end(1)) : "\\" + s;
  }
}
