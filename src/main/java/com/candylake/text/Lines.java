package com.candylake.text;

import com.candylake.base.Lang;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;

/** Breaks plain text into lines for letters: where the language allows it (UAX #14), full-width characters counted twice. */
public final class Lines {
  /** What mail programs show without breaking it again (RFC 5322, 2.1.1, asks for at most 78). */
  private static final int WIDTH = 72;

  private Lines() {}

  /** Lines that stand are kept; a word that is longer than a line stands alone on one. */
  public static String wrap(String text, Lang lang) {
    BreakIterator breaks = BreakIterator.getLineInstance(lang.locale());
    var wrapped = new StringBuilder(text.length() + text.length() / WIDTH);
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("http")) {
        // an address is opened whole
        wrapped.append(line);
      } else {
        wrap(line, breaks, wrapped);
      }
      wrapped.append('\n');
    }
    return wrapped.substring(0, wrapped.length() - 1);
  }

  private static void wrap(String line, BreakIterator breaks, StringBuilder to) {
    breaks.setText(line);
    int width = 0;
    int begin = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; begin = end, end = breaks.next()) {
      String word = line.substring(begin, end);
      if (width > 0 && width + width(word.stripTrailing()) > WIDTH) {
        to.setLength(to.length() - trailingBlanks(to));
        to.append('\n');
        width = 0;
      }
      to.append(word);
      width += width(word);
    }
  }

  private static int trailingBlanks(StringBuilder s) {
    int n = 0;
    while (n < s.length() && s.charAt(s.length() - 1 - n) == ' ') {
      n++;
    }
    return n;
  }

  private static int width(String word) {
    return word.codePoints().map(c -> switch (UCharacter.getIntPropertyValue(c, UProperty.EAST_ASIAN_WIDTH)) {
      case EastAsianWidth.FULLWIDTH, EastAsianWidth.WIDE -> 2;
      default -> 1;
    }).sum();
  }
}
