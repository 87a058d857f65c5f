package com.candylake.locale;

import com.candylake.base.Lang;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.Notation;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.util.ULocale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Counts as people read them: {@code 1,204}; from 10,000 on {@code 1.2 万}, {@code 12K}. */
public final class Numbers {
  private static final Pattern UNIT = Pattern.compile("(?<=\\d)(?=\\p{IsHan})");
  private static final Map<Lang, LocalizedNumberFormatter> SMALL = new ConcurrentHashMap<>();
  private static final Map<Lang, LocalizedNumberFormatter> LARGE = new ConcurrentHashMap<>();

  private Numbers() {}

  public static String count(long n, Lang lang) {
    if (n >= 0 && n < 1_000 && Lang.INTERFACE.contains(lang)) {
      // the same in all five
      return Long.toString(n);
    }
    if (Math.abs(n) < 10_000) {
      return SMALL.computeIfAbsent(lang, l -> NumberFormatter.withLocale(locale(l))).format(n).toString();
    }
    String text = LARGE.computeIfAbsent(lang, l -> NumberFormatter.withLocale(locale(l))
        .notation(Notation.compactShort())
        .precision(Precision.maxSignificantDigits(2))).format(n).toString();
    // Chinese sets a blank between digits and Han, which ICU does not
    return lang.tag().startsWith("zh") ? UNIT.matcher(text).replaceFirst(" ") : text;
  }

  private static ULocale locale(Lang lang) {
    return ULocale.forLanguageTag(lang.tag());
  }
}
