package com.candylake.text;

import com.ibm.icu.text.BreakIterator;
import java.util.regex.Pattern;

/** The beginning of a text, for lists, feeds and mail. */
public final class Excerpts {
  private static final int WIDTH = 240;
  private static final String ELLIPSIS = "…";
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private Excerpts() {}

  /**
   * The text itself if it fits; else its beginning, of at most so many graphemes (UAX #29), and {@code …}. It ends
   * after a sentence if one ends in the last third, else, where words are spaced, after a word.
   *
   * @param plain text without markup, with its white space folded
   * @param graphemes at least 1
   */
  public static String cut(String plain, int graphemes) {
    if (graphemes < 1) {
      throw new IllegalArgumentException("an excerpt of " + graphemes + " graphemes");
    }
    if (plain.length() <= graphemes) {
      return plain;
    }
    BreakIterator it = InputGate.breaks(plain);
    int twoThirds = graphemes * 2 / 3;
    int from = twoThirds == 0 ? 0 : it.next(twoThirds);
    int end = from == BreakIterator.DONE ? from : it.next(graphemes - twoThirds);
    if (end == BreakIterator.DONE || end == plain.length()) {
      return plain;
    }
    int sentence = lastSentenceEnd(plain, from, end);
    if (sentence > 0) {
      return plain.substring(0, sentence) + ELLIPSIS;
    }
    int word = lastWordEnd(plain, from, end);
    return plain.substring(0, word > 0 ? word : end).stripTrailing() + ELLIPSIS;
  }

  /**
   * The excerpt of a text whose white space need not be folded: of 240 graphemes, where those of Chinese, Japanese and
   * Korean count twice, since they say twice as much.
   */
  static String of(String plain) {
    String folded = SPACES.matcher(plain).replaceAll(" ").strip();
    BreakIterator it = InputGate.breaks(folded);
    int graphemes = 0;
    int width = 0;
    for (int start = 0; start < folded.length(); start = it.next()) {
      int c = folded.codePointAt(start);
      width += Cjk.isUnspaced(c) || Cjk.isHangul(c) ? 2 : 1;
      if (width > WIDTH) {
        return cut(folded, graphemes);
      }
      graphemes++;
    }
    return folded;
  }

  private static int lastSentenceEnd(String s, int from, int end) {
    for (int i = end; i > from; i--) {
      int stop = i - 1;
      while (stop > from && "”’」』）》\"')]".indexOf(s.charAt(stop)) >= 0) {
        stop--;
      }
      char c = s.charAt(stop);
      if ("。！？…".indexOf(c) >= 0 || (".!?".indexOf(c) >= 0 && i < s.length() && s.charAt(i) == ' ')) {
        return i;
      }
    }
    return 0;
  }

  private static int lastWordEnd(String s, int from, int end) {
    for (int i = end; i > from; i--) {
      if (s.charAt(i) == ' ') {
        return i;
      }
      if (Cjk.isUnspaced(s.charAt(i))) {
        return 0;
      }
    }
    return 0;
  }
}
