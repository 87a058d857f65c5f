package com.candylake.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Weighs the letters of a text by script. The unit is what one Han character says; a Latin word is less than that where
 * it may be a name or a ticker, since those stand in texts of every language.
 */
final class Letters {
  private static final int ENOUGH = 10_000;
  private static final double QUOTED = 0.3;
  private static final double KATAKANA = 0.7;
  private static final double LOWER_CASE_WORD = 0.85;
  private static final double NAME = 0.3;
  private static final double CAPITALS = 0.1;
  private static final double OTHER_LETTER = 0.2;
  private static final String OPENING = "《〈「『“（(【[［";
  private static final String CLOSING = "》〉」』”）)】]］";

  private final Map<Orthography, Double> against = new EnumMap<>(Orthography.class);
  private final Map<Integer, Double> words = new HashMap<>();
  private final Map<Integer, Integer> alphabetic = new HashMap<>();
  private double han;
  private double kana;
  private double hangul;

  /** The first 10,000 letters of a text; what stands in brackets or quotation marks says less about it. */
  Letters(String text) {
    int read = 0;
    int depth = 0;
    int i = 0;
    while (i < text.length() && read < ENOUGH) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (c == '\n') {
        depth = 0;
      } else if (OPENING.indexOf(c) >= 0) {
        depth++;
      } else if (CLOSING.indexOf(c) >= 0) {
        depth = Math.max(0, depth - 1);
      } else if (isAlphabetic(c)) {
        next = endOfWord(text, i, ENOUGH - read);
        addWord(text.substring(i, next), depth > 0 ? QUOTED : 1);
      } else {
        addCjk(c, depth > 0 ? QUOTED : 1);
      }
      read += next - i;
      i = next;
    }
  }

  double han() {
    return han;
  }

  double kana() {
    return kana;
  }

  double hangul() {
    return hangul;
  }

  /** What the Han characters say against an orthography. */
  double against(Orthography orthography) {
    return against.getOrDefault(orthography, 0.0);
  }

  /** The words of an alphabet, by its code in {@link UScript}. */
  double words(int script) {
    return words.getOrDefault(script, 0.0);
  }

  /** The words of all alphabets. */
  double words() {
    return words.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** How often each letter of an alphabet occurs, in lower case. */
  Map<Integer, Integer> alphabetic(int script) {
    Map<Integer, Integer> counts = new HashMap<>(alphabetic);
    counts.keySet().removeIf(c -> UScript.getScript(c) != script);
    return counts;
  }

  private void addCjk(int c, double weight) {
    // 々 is a Han character to Unicode, and Japanese to everybody else
    if (Cjk.isKana(c) || c == '々') {
      // what is only katakana may be a name
      kana += UScript.getScript(c) == UScript.KATAKANA ? KATAKANA * weight : weight;
    } else if (Cjk.isHan(c)) {
      han += weight;
      for (Orthography o : Orthography.values()) {
        against.merge(o, weight * o.against(c), Double::sum);
      }
    } else if (Cjk.isHangul(c)) {
      hangul += weight;
    }
  }

  private void addWord(String word, double weight) {
    int script = UScript.getScript(word.codePointAt(0));
    double says = script == UScript.LATIN ? latin(word) : OTHER_LETTER * word.length();
    words.merge(script, weight * says, Double::sum);
    word.codePoints().map(UCharacter::toLowerCase).forEach(c -> alphabetic.merge(c, 1, Integer::sum));
  }

  private static double latin(String word) {
    boolean lower = word.codePoints().noneMatch(Character::isUpperCase);
    if (lower) {
      return word.length() == 1 ? CAPITALS : LOWER_CASE_WORD;
    }
    return word.codePoints().anyMatch(Character::isLowerCase) ? NAME : CAPITALS;
  }

  private static int endOfWord(String text, int start, int most) {
    int script = UScript.getScript(text.codePointAt(start));
    int i = start;
    while (i < text.length() && i - start < most) {
      int c = text.codePointAt(i);
      boolean apostrophe = (c == '\'' || c == '’') && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
      boolean mark = UScript.getScript(c) == UScript.INHERITED || Character.getType(c) == Character.NON_SPACING_MARK;
      if (!apostrophe && !mark && !(isAlphabetic(c) && UScript.getScript(c) == script)) {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static boolean isAlphabetic(int c) {
    return Character.isLetter(c) && !Cjk.isLetter(c) && !Cjk.isKana(c) && UScript.getScript(c) != UScript.COMMON;
  }
}
