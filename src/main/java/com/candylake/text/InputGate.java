package com.candylake.text;

import com.candylake.base.Refusal;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one gate that typed text passes before it is stored. What comes out is in Normalization Form C (UAX #15) and
 * holds no character that a database, a parser or another reader's page would stumble over.
 *
 * <p>Refused with {@code input.character.refused} and the code point ({@code U+0000}): controls other than tab and line
 * breaks, lone surrogates, noncharacters, the bidirectional embeddings and overrides U+202A–U+202E (they leak into
 * what stands after them; the isolates U+2066–U+2069 do the same work and are closed at the end of a paragraph), and
 * the 31st combining mark in a row (UAX #15 calls text with at most 30 stream-safe; sorting more takes quadratic time).
 */
public final class InputGate {
  private static final char BYTE_ORDER_MARK = 0xFEFF;
  private static final int COMBINING_MARKS_IN_A_ROW = 30;
  private static final int CODE_UNITS_PER_GRAPHEME = 40;
  private static final Pattern SPACES = Pattern.compile("[ \\t\\n\\r\\x85\\u2028\\u2029]+");
  private static final BreakIterator GRAPHEMES = BreakIterator.getCharacterInstance(Locale.ROOT);

  private InputGate() {}

  /**
   * A text of one line: surrounding white space is taken off, and line breaks and tabs become one space.
   *
   * @param field the name that a refusal carries
   * @throws com.candylake.base.Refused invalid, for a character that is not taken
   */
  public static String line(String field, String raw) {
    return strip(SPACES.matcher(composed(field, raw)).replaceAll(run -> onOneLine(run.group())));
  }

  /**
   * A text of one line, of a length counted in graphemes.
   *
   * @param min 0 if it may be left out
   * @param max the largest number of graphemes
   * @throws com.candylake.base.Refused invalid: {@code input.missing}, {@code input.too-short} (min) or
   *     {@code input.too-long} (max, how many too many); or for a character that is not taken
   */
  public static String line(String field, String raw, int min, int max) {
    return measured(field, line(field, bounded(field, raw, max)), min, max);
  }

  /**
   * A text of one line that may be left out; what is there must be visible.
   *
   * @param max the largest number of graphemes
   * @return empty if it was left out
   * @throws com.candylake.base.Refused as {@link #line(String, String, int, int)}
   */
  public static String lineOrNone(String field, String raw, int max) {
    String line = line(field, raw, 0, max);
    return line.isEmpty() ? line : measured(field, line, 1, max);
  }

  /**
   * A text of many lines: line breaks become U+000A, surrounding blank lines and trailing white space of the whole are
   * taken off, and the layout inside stays.
   *
   * @param field the name that a refusal carries
   * @throws com.candylake.base.Refused invalid, for a character that is not taken
   */
  public static String text(String field, String raw) {
    String s = composed(field, raw);
    StringBuilder out = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '\r' && i + 1 < s.length() && s.charAt(i + 1) == '\n') {
        continue;
      }
      out.append(isLineBreak(c) ? '\n' : c);
    }
    int end = out.length();
    while (end > 0 && isSpace(out.charAt(end - 1))) {
      end--;
    }
    int start = 0;
    for (int i = 0; i < end && isSpace(out.charAt(i)); i++) {
      if (out.charAt(i) == '\n') {
        start = i + 1;
      }
    }
    if (start < end && out.charAt(start) == BYTE_ORDER_MARK) {
      start++;
    }
    return out.substring(start, end);
  }

  /**
   * A text of many lines, of a length counted in graphemes.
   *
   * @param min 0 if it may be left out
   * @param max the largest number of graphemes, line breaks included
   * @throws com.candylake.base.Refused as {@link #line(String, String, int, int)}
   */
  public static String text(String field, String raw, int min, int max) {
    return measured(field, text(field, bounded(field, raw, max)), min, max);
  }

  /** Whether nothing was typed: white space at the most, of whatever kind. */
  public static boolean isBlank(String raw) {
    return raw.codePoints().allMatch(c -> isSpace(c) || isLineBreak(c));
  }

  /** The number of extended grapheme clusters (UAX #29): what a person counts as characters. */
  public static int graphemes(String s) {
    BreakIterator it = breaks(s);
    int n = 0;
    while (it.next() != BreakIterator.DONE) {
      n++;
    }
    return n;
  }

  /** ICU's, since it walks; the JDK's makes a list of all boundaries first. */
  static BreakIterator breaks(String s) {
    BreakIterator it = (BreakIterator) GRAPHEMES.clone();
    it.setText(s);
    return it;
  }

  /** Whether no text may hold it, by any way in: a character reference in Markdown is one. */
  static boolean refuses(int c) {
    if (c < 0xA0) {
      return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c >= 0x7F;
    }
    return (c >= 0x202A && c <= 0x202E) || (c >= 0xD800 && c <= 0xDFFF) || (c >= 0xFDD0 && c <= 0xFDEF)
        || (c & 0xFFFE) == 0xFFFE;
  }

  private static String composed(String field, String raw) {
    int marks = 0;
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      marks = c >= 0x300 && UCharacter.getCombiningClass(c) != 0 ? marks + 1 : 0;
      if ((refuses(c) && !isLineBreak(c)) || marks > COMBINING_MARKS_IN_A_ROW) {
        throw Refusal.invalid(field, "input.character.refused", "U+%04X".formatted(c));
      }
      i += Character.charCount(c);
    }
    return Normalizer2.getNFCInstance().normalize(raw);
  }

  private static String bounded(String field, String raw, int max) {
    // a grapheme may hold any number of marks; nobody's language needs this many on all of them
    if (raw.length() > (long) max * CODE_UNITS_PER_GRAPHEME) {
      throw Refusal.invalid(field, "input.too-long", max, Math.max(1, raw.length() - max));
    }
    return raw;
  }

  private static String measured(String field, String s, int min, int max) {
    if (min > 0 && s.codePoints().noneMatch(InputGate::isVisible)) {
      throw Refusal.invalid(field, "input.missing");
    }
    int n = graphemes(s);
    if (n < min) {
      throw Refusal.invalid(field, "input.too-short", min);
    }
    if (n > max) {
      throw Refusal.invalid(field, "input.too-long", max, n - max);
    }
    return s;
  }

  private static boolean isVisible(int c) {
    return !isSpace(c) && !UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
  }

  private static boolean isLineBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  /** Unicode's White_Space, and the mark that some editors leave at the start of a file. */
  private static boolean isSpace(int c) {
    return UCharacter.isUWhiteSpace(c) || c == BYTE_ORDER_MARK;
  }

  private static String onOneLine(String spaces) {
    return spaces.chars().allMatch(c -> c == ' ') ? spaces : " ";
  }

  private static String strip(String s) {
    int start = 0;
    int end = s.length();
    while (start < end && isSpace(s.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(s.charAt(end - 1))) {
      end--;
    }
    return s.substring(start, end);
  }
}
