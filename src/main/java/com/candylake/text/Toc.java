package com.candylake.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headings of an article, for a table of contents. */
public final class Toc {
  private static final Pattern HEADING = Pattern.compile("<h([2-4]) id=\"([^\"]*)\">(.*?)</h\\1>", Pattern.DOTALL);
  private static final Pattern NOT_TEXT =
      Pattern.compile("<sup class=\"footnote-ref\">.*?</sup>|<[^>]*>", Pattern.DOTALL);
  private static final Pattern ENTITY = Pattern.compile("&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot));");

  private Toc() {}

  /**
   * One heading.
   *
   * @param level 2 to 4
   * @param id where {@code #id} leads in the page
   * @param title plain text, not escaped
   */
  public record Heading(int level, String id, String title) {}

  /**
   * The headings in their order, those without text left out.
   *
   * @param html what {@link Markdown#article} made; other HTML is not understood
   */
  public static List<Heading> of(String html) {
    List<Heading> headings = new ArrayList<>();
    Matcher m = HEADING.matcher(html);
    // by indexOf from heading to heading: the pattern alone would be tried at every character
    for (int at = html.indexOf("<h"); at >= 0; at = html.indexOf("<h", at + 1)) {
      if (!m.region(at, html.length()).lookingAt()) {
        continue;
      }
      String title = decoded(NOT_TEXT.matcher(m.group(3)).replaceAll("")).strip();
      if (!title.isEmpty()) {
        headings.add(new Heading(Integer.parseInt(m.group(1)), decoded(m.group(2)), title));
      }
    }
    return List.copyOf(headings);
  }

  private static String decoded(String s) {
    return s.indexOf('&') < 0 ? s : ENTITY.matcher(s).replaceAll(m -> Matcher.quoteReplacement(character(m)));
  }

  private static String character(MatchResult m) {
    if (m.group(1) != null) {
      return Character.toString(Integer.parseInt(m.group(1), 16));
    }
    if (m.group(2) != null) {
      return Character.toString(Integer.parseInt(m.group(2)));
    }
    return switch (m.group(3)) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      default -> "\"";
    };
  }
}
