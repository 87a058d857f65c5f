package com.candylake.text;

/**
 * How long an adult reads, in seconds. Characters are counted where a script has no spaces between words, words
 * elsewhere, and the parts of a mixed text add up.
 *
 * <p>Words: 230 a minute, between the 228 of Trauzettel-Klosinski and Dietz for English read aloud (2012,
 * <i>Investigative Ophthalmology and Visual Science</i> 53:5452, the IReST texts) and the 238 of Brysbaert for silent
 * reading (2019, <i>Journal of Memory and Language</i> 109). Characters: 500 a minute for Japanese and Korean, which
 * is what Medium counts with; 400 for Chinese, whose characters each say more. Aloud the IReST texts gave fewer of
 * both.
 */
final class ReadingTime {
  private static final double WORDS = 230 / 60.0;
  private static final double CHINESE = 400 / 60.0;
  private static final double SYLLABIC = 500 / 60.0;
  private final double hanPerSecond;
  private double seconds;

  ReadingTime(boolean japanese) {
    hanPerSecond = japanese ? SYLLABIC : CHINESE;
  }

  /** Counts a piece in which no word begins or ends outside. */
  void add(String piece, double weight) {
    boolean inWord = false;
    for (int i = 0; i < piece.length(); ) {
      int c = piece.codePointAt(i);
      i += Character.charCount(c);
      if (Cjk.isHan(c)) {
        seconds += weight / hanPerSecond;
        inWord = false;
      } else if (Cjk.isKana(c) || Cjk.isHangul(c)) {
        seconds += weight / SYLLABIC;
        inWord = false;
      } else if (Character.isLetterOrDigit(c)) {
        if (!inWord) {
          seconds += weight / WORDS;
        }
        inWord = true;
      } else {
        // an apostrophe or a combining mark does not end a word
        inWord = inWord && (c == '\'' || c == '’' || Character.getType(c) == Character.NON_SPACING_MARK);
      }
    }
  }

  /** At least 1. */
  int seconds() {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(seconds)));
  }
}
