package com.candylake.text;

/**
 * Lets {@code *}, {@code **} and {@code ~~} open before and close after punctuation inside Chinese, Japanese and Korean
 * text. CommonMark decides by the characters around a run of delimiters, and expects white space where these scripts
 * write none, so {@code これは**「重要」**です} is not strong. A mark between the run and the punctuation makes the
 * punctuation look like a letter to the parser; {@link Tidy} takes it out of whatever node it ended in.
 *
 * <p>The rule is that of <a
 * href="https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md">markdown-cjk-friendly</a>:
 * punctuation of these scripts counts as a letter, and other punctuation does if the character on the far side of the
 * run is one of theirs. {@code _} keeps its rules, which protect {@code snake_case} names.
 */
final class CjkEmphasis {
  /** A noncharacter: the input gate refuses it, and the parser takes it for neither white space nor punctuation. */
  private static final char MARK = '\uFDD0';

  private CjkEmphasis() {}

  /** The source with marks where the parser needs them, and none where somebody else put them. */
  static String mark(String source) {
    String s = source.indexOf(MARK) < 0 ? source : source.replace(String.valueOf(MARK), "");
    StringBuilder out = new StringBuilder(s.length() + s.length() / 16);
    int i = 0;
    while (i < s.length()) {
      char c = s.charAt(i);
      if (isDelimiter(c)) {
        int end = i + 1;
        while (end < s.length() && isDelimiter(s.charAt(end))) {
          end++;
        }
        appendRuns(s, i, end, out);
        i = end;
      } else if (c == '\\' && i + 1 < s.length()) {
        out.append(s, i, i + 2);
        i += 2;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** Runs that touch, as in {@code **~~}, look outwards together, and each is a letter to the other. */
  private static void appendRuns(String s, int start, int end, StringBuilder out) {
    int before = start == 0 ? '\n' : s.codePointBefore(start);
    int after = end == s.length() ? '\n' : s.codePointAt(end);
    boolean afterLetter = Cjk.isLetter(before) || endsWithVariant(s, start);
    boolean closes = isPunctuation(before) && isWord(after) && (Cjk.isPunctuation(before) || Cjk.isLetter(after));
    boolean opens = isWord(before) && isPunctuation(after) && (afterLetter || Cjk.isPunctuation(after));
    boolean parted = opens || closes || afterLetter || Cjk.isLetter(after);
    if (closes) {
      out.append(MARK);
    }
    for (int i = start; i < end; i++) {
      if (parted && i > start && s.charAt(i) != s.charAt(i - 1)) {
        out.append(MARK);
      }
      out.append(s.charAt(i));
    }
    if (opens) {
      out.append(MARK);
    }
  }

  /** Whether a letter and a variation selector end there: names are written with variants, as in 葛󠄀城. */
  private static boolean endsWithVariant(String s, int end) {
    if (end == 0) {
      return false;
    }
    int selector = s.codePointBefore(end);
    int base = end - Character.charCount(selector);
    boolean selects = (selector >= 0xFE00 && selector <= 0xFE0E) || (selector >= 0xE0100 && selector <= 0xE01EF);
    return selects && base > 0 && Cjk.isLetter(s.codePointBefore(base));
  }

  private static boolean isDelimiter(char c) {
    return c == '*' || c == '~';
  }

  private static boolean isWord(int c) {
    return c != '_' && !isPunctuation(c) && !Character.isWhitespace(c) && !Character.isSpaceChar(c);
  }

  /** Unicode's categories P and S, as CommonMark 0.31 has it, but for the delimiter that keeps its rules. */
  private static boolean isPunctuation(int c) {
    return c != '_' && switch (Character.getType(c)) {
      case Character.DASH_PUNCTUATION, Character.START_PUNCTUATION, Character.END_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION, Character.OTHER_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION, Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL -> true;
      default -> false;
    };
  }
}
