package com.candylake.base;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A language of a text, of a reader or of the interface, by its canonical BCP 47 tag ({@code zh-Hans}, {@code ja}).
 */
public record Lang(String tag) implements Comparable<Lang> {
  /** Tags that were found canonical: making a locale of one took longer than reading the row it stands in. */
  private static final Set<String> CANONICAL = ConcurrentHashMap.newKeySet();
  /** More than any site lists; what people ask for beyond that is not kept. */
  private static final int MOST = 200;

  public static final Lang ZH_HANS = new Lang("zh-Hans");
  public static final Lang ZH_HANT = new Lang("zh-Hant");
  public static final Lang JA = new Lang("ja");
  public static final Lang KO = new Lang("ko");
  public static final Lang EN = new Lang("en");

  /** The languages that the interface speaks; a text may be in any language that the site lists. */
  public static final List<Lang> INTERFACE = List.of(ZH_HANS, ZH_HANT, JA, KO, EN);

  public Lang {
    if (!CANONICAL.contains(tag)) {
      if (!tag.equals(canonical(tag))) {
        throw new IllegalArgumentException("not a canonical BCP 47 tag: " + tag);
      }
      if (CANONICAL.size() < MOST) {
        CANONICAL.add(tag);
      }
    }
  }

  /** The language of a tag in any letter case; empty where it is not well-formed (RFC 5646) or names no language. */
  public static Optional<Lang> parse(String tag) {
    if (tag.isBlank() || tag.length() > 35) {
      return Optional.empty();
    }
    try {
      String canonical = canonical(tag.strip());
      return canonical.equals("und") ? Optional.empty() : Optional.of(new Lang(canonical));
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }

  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /** Whether it is written without spaces between words, so that characters are counted instead. */
  public boolean isHanOrKana() {
    return tag.startsWith("zh") || tag.startsWith("ja");
  }

  @Override
  public int compareTo(Lang other) {
    return tag.compareTo(other.tag);
  }

  @Override
  public String toString() {
    return tag;
  }

  private static String canonical(String tag) {
    return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
  }
}
