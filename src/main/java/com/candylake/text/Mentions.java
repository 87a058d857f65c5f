package com.candylake.text;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Whom a text speaks to: {@code @name}, outside code and links. A name has 2 to 32 characters of any script and may have
 * blanks in it, so that only whoever knows all names can tell where it ends: it is the longest that somebody has.
 */
public final class Mentions {
  /** Members whom one text can speak to; who names more names nobody further. */
  public static final int MOST = 10;
  /** Signs that are looked at: each may be the beginning of 31 names. */
  private static final int SIGNS = 30;
  private static final int SHORTEST = 2;
  private static final int LONGEST = 32;
  /** More than the gate lets a name have. */
  private static final int MOST_UNITS = 40 * LONGEST;
  /** What an @ stands behind in addresses, and in what looks like one. */
  private static final String IN_ADDRESSES = "./_-+%=&#@＠\\~";

  private Mentions() {}

  /**
   * The keys of all that may be a name.
   *
   * @param markdown what passed the gate
   * @return for each sign, in their order, the longest first
   */
  public static List<List<String>> of(String markdown) {
    var found = new ArrayList<List<String>>();
    if (markdown.indexOf('@') < 0 && markdown.indexOf('＠') < 0) {
      return found;
    }
    for (Node node : Tree.below(Markdown.parsed(markdown))) {
      if (node instanceof Text text && !Tree.isInside(text, Link.class) && !Tree.isInside(text, Image.class)) {
        collect(text.getLiteral(), found);
      }
    }
    return found;
  }

  /** @param members who has which name, by its key */
  public static Set<Long> resolve(List<List<String>> mentions, Map<String, Long> members) {
    var named = new LinkedHashSet<Long>();
    for (List<String> keys : mentions) {
      keys.stream().filter(members::containsKey).findFirst().map(members::get).filter(m -> named.size() < MOST)
          .ifPresent(named::add);
    }
    return named;
  }

  private static void collect(String text, List<List<String>> found) {
    for (int i = 0; i < text.length() && found.size() < SIGNS; i++) {
      if ((text.charAt(i) == '@' || text.charAt(i) == '＠') && (i == 0 || canPrecede(text.codePointBefore(i)))
          && i + 1 < text.length() && Character.isLetterOrDigit(text.codePointAt(i + 1))) {
        found.add(names(text.substring(i + 1, Math.min(text.length(), i + 1 + MOST_UNITS))));
      }
    }
  }

  private static boolean canPrecede(int c) {
    return Cjk.isLetter(c) || !Character.isLetterOrDigit(c) && IN_ADDRESSES.indexOf(c) < 0;
  }

  private static List<String> names(String rest) {
    var keys = new LinkedHashSet<String>();
    BreakIterator characters = InputGate.breaks(rest);
    int end = characters.next();
    for (int n = 1; n <= LONGEST && end != BreakIterator.DONE; n++) {
      if (n >= SHORTEST && isWhole(rest, end)) {
        keys.add(Folds.key(rest.substring(0, end)));
      }
      end = characters.next();
    }
    keys.removeIf(String::isEmpty);
    return new ArrayList<>(keys).reversed();
  }

  /** A name ends at no blank, and within no word, where words have blanks between them. */
  private static boolean isWhole(String rest, int end) {
    int last = rest.codePointBefore(end);
    if (Character.isWhitespace(last)) {
      return false;
    }
    return end == rest.length() || !isInWord(last) || !isInWord(rest.codePointAt(end));
  }

  private static boolean isInWord(int c) {
    return Character.isLetterOrDigit(c) && !Cjk.isLetter(c);
  }
}
