package com.candylake.locale;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.ibm.icu.util.LocaleMatcher;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which of the offered languages somebody reads best. */
public final class Languages {
  private static final Map<List<Lang>, LocaleMatcher> MATCHERS = new ConcurrentHashMap<>();

  private Languages() {}

  /**
   * What an {@code Accept-Language} header (RFC 9110) asks for among the offered languages, most wanted first, each
   * once.
   * ICU's matching knows that Taiwan, Hong Kong and Macao write traditional Chinese.
   *
   * @return empty if it asks for none of them, or cannot be read
   */
  public static List<Lang> accepted(String header, List<Lang> offered) {
    List<Locale.LanguageRange> ranges;
    try {
      ranges = header.length() > 500 ? List.of() : Locale.LanguageRange.parse(header);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    LocaleMatcher matcher = MATCHERS.computeIfAbsent(List.copyOf(offered), Languages::matcher);
    var found = new LinkedHashSet<Lang>();
    for (Locale.LanguageRange range : ranges) {
      if (range.getWeight() > 0 && !range.getRange().equals("*")) {
        ULocale best = matcher.getBestMatch(ULocale.forLanguageTag(range.getRange()));
        if (best != null) {
          Lang.parse(best.toLanguageTag()).ifPresent(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  /** The reading languages of somebody of whom nothing but the header is known. */
  public static Reads reads(String header, List<Lang> offered, Lang fallback) {
    List<Lang> accepted = accepted(header, offered);
    return new Reads(accepted.isEmpty() ? List.of(fallback) : accepted, true);
  }

  private static LocaleMatcher matcher(List<Lang> offered) {
    var locales = new ArrayList<ULocale>();
    offered.forEach(l -> locales.add(ULocale.forLanguageTag(l.tag())));
    return LocaleMatcher.builder().setSupportedULocales(locales).setNoDefaultLocale().build();
  }
}
