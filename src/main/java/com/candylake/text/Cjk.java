package com.candylake.text;

import java.lang.Character.UnicodeScript;

/** Which characters belong to Chinese, Japanese and Korean writing, where Markdown and counting need to know it. */
final class Cjk {
  private Cjk() {}

  static boolean isHan(int c) {
    return c >= 0x2E80 && UnicodeScript.of(c) == UnicodeScript.HAN && isLetterOrNumber(c);
  }

  static boolean isKana(int c) {
    if (c < 0x3041) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    // the prolonged sound marks belong to both syllabaries, so Unicode gives them to none
    return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA || c == 0x30FC || c == 0xFF70;
  }

  static boolean isHangul(int c) {
    return c >= 0x1100 && UnicodeScript.of(c) == UnicodeScript.HANGUL && Character.isLetter(c);
  }

  static boolean isLetter(int c) {
    return isHan(c) || isKana(c) || isHangul(c) || (c >= 0x3105 && UnicodeScript.of(c) == UnicodeScript.BOPOMOFO);
  }

  /** Punctuation and symbols that only these scripts use: full-width and vertical forms, brackets, stops, ㊗. */
  static boolean isPunctuation(int c) {
    boolean inBlock = (c >= 0x3001 && c <= 0x303F) || c == 0x30FB || (c >= 0x3200 && c <= 0x33FF)
        || (c >= 0xFE10 && c <= 0xFE1F) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF01 && c <= 0xFFEF);
    return inBlock && !isLetterOrNumber(c) && !Character.isDigit(c);
  }

  /** Quotation marks, dashes, ellipses and dots that Chinese and Japanese share with the rest of the world. */
  static boolean isSharedPunctuation(int c) {
    return (c >= 0x2014 && c <= 0x2026) || c == 0x00B7;
  }

  /** Whether it stands in a line that is written without spaces between words: Hangul does not. */
  static boolean isUnspaced(int c) {
    return isHan(c) || isKana(c) || isPunctuation(c) || c == 0x3000
        || (c >= 0x3105 && UnicodeScript.of(c) == UnicodeScript.BOPOMOFO);
  }

  /** Categories L and Nl: to Unicode, 〇 is a number, and no digit. */
  private static boolean isLetterOrNumber(int c) {
    return Character.isUnicodeIdentifierStart(c);
  }
}
