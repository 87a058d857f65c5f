package com.candylake.text;

import com.candylake.base.Lang;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/** Takes a text apart into words, blanks and marks, as its language has them. */
final class Words {
  /** Chinese and Japanese words are rarely longer; a longer run is one that ICU's dictionary does not know. */
  private static final int LONGEST_HAN = 4;

  private Words() {}

  /**
   * In their order, and together the text: words by ICU's boundaries (UAX #29, with its dictionary for Chinese and Japanese),
   * and what no dictionary knows character by character.
   */
  static List<String> of(String text, Lang lang) {
    BreakIterator it = BreakIterator.getWordInstance(ULocale.forLanguageTag(lang.tag()));
    it.setText(text);
    var words = new ArrayList<String>();
    int start = it.first();
    for (int end = it.next(); end != BreakIterator.DONE; start = end, end = it.next()) {
      String word = text.substring(start, end);
      if (word.length() > LONGEST_HAN && Cjk.isHan(word.codePointAt(0))) {
        addCharacters(word, words);
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static void addCharacters(String run, List<String> words) {
    BreakIterator it = InputGate.breaks(run);
    int start = 0;
    for (int end = it.next(); end != BreakIterator.DONE; start = end, end = it.next()) {
      words.add(run.substring(start, end));
    }
  }
}
