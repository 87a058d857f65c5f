package com.candylake.setting;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.text.InputGate;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings there are. */
public enum Setting {
  NAME("name", true, 60),
  SITE_URL("site.url", false, 200),
  STATEMENT("statement", true, 500),
  DISCLAIMER("disclaimer", true, 500),
  /** Phrases that name no source, one a line. */
  VAGUE("vague", true, 2_000),
  ZONE("zone", false, 60),
  LANGUAGES("languages", false, 1_000);

  private static final int MOST_LANGUAGES = 50;
  private final String key;
  private final boolean perLanguage;
  private final int longest;

  Setting(String key, boolean perLanguage, int longest) {
    this.key = key;
    this.perLanguage = perLanguage;
    this.longest = longest;
  }

  /**
   * Where one value stands.
   *
   * @param lang one of the interface's languages for a setting that people read; else null
   */
  public record Place(Setting setting, @Nullable Lang lang) {
    public Place {
      if (setting.perLanguage ? lang == null || !Lang.INTERFACE.contains(lang) : lang != null) {
        throw new IllegalArgumentException(setting + " and language " + lang);
      }
    }

    /** {@code zone}, {@code name.ja}: its name in forms. */
    public String field() {
      return lang == null ? setting.key : setting.key + "." + lang;
    }
  }

  /** Its name in the database, in {@code candylake.setting.<key>} and in forms. */
  public String key() {
    return key;
  }

  /** Whether people read it, so that it has a value in each language of the interface. */
  public boolean isPerLanguage() {
    return perLanguage;
  }

  /** Everywhere that a value of it can stand. */
  public List<Place> places() {
    return perLanguage ? Lang.INTERFACE.stream().map(lang -> new Place(this, lang)).toList()
        : List.of(new Place(this, null));
  }

  /** How many characters a value can have. */
  public int longest() {
    return longest;
  }

  /**
   * What was typed, as it is kept; empty, where that is the default.
   *
   * @param field the name that a refusal carries
   * @throws com.candylake.base.Refused invalid
   */
  String typed(String field, String raw) {
    if (this == VAGUE) {
      return InputGate.text(field, raw, InputGate.isBlank(raw) ? 0 : 1, longest);
    }
    String value = InputGate.lineOrNone(field, raw, longest);
    return switch (this) {
      case NAME, STATEMENT, DISCLAIMER, VAGUE -> value;
      case SITE_URL -> value.isEmpty() ? "" : url(value).toString();
      case ZONE -> value.isEmpty() ? "" : typedZone(value);
      case LANGUAGES -> typedLanguages(value);
    };
  }

  static URI url(String value) {
    try {
      URI uri = new URI(value);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
          && uri.getRawFragment() == null && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
      }
    } catch (URISyntaxException e) {
      throw Refusal.invalid(SITE_URL.key, "setting.url.refused", value);
    }
    throw Refusal.invalid(SITE_URL.key, "setting.url.refused", value);
  }

  static ZoneId zone(String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw Refusal.invalid(ZONE.key, "setting.zone.refused", value);
    }
  }

  static List<Lang> languages(String value) {
    var languages = new ArrayList<Lang>();
    for (String tag : value.split(",")) {
      Lang lang = Lang.parse(tag.strip())
          .orElseThrow(() -> Refusal.invalid(LANGUAGES.key, "setting.language.refused", tag.strip()));
      if (!languages.contains(lang)) {
        languages.add(lang);
      }
    }
    return List.copyOf(languages);
  }

  /** The IANA name, in any letter case; an offset is no zone, since it knows no summer time. */
  private static String typedZone(String value) {
    return ZoneId.getAvailableZoneIds().stream().filter(id -> id.equalsIgnoreCase(value)).sorted().findFirst()
        .orElseThrow(() -> Refusal.invalid(ZONE.key, "setting.zone.refused", value));
  }

  private static String typedLanguages(String value) {
    if (value.isEmpty()) {
      throw Refusal.invalid(LANGUAGES.key, "setting.languages.missing");
    }
    List<Lang> languages = languages(value);
    if (languages.size() > MOST_LANGUAGES) {
      throw Refusal.invalid(LANGUAGES.key, "input.too-many", MOST_LANGUAGES);
    }
    for (Lang lang : languages) {
      String code = lang.locale().getLanguage();
      // well-formed is not enough: jp and cn are countries
      if (lang.locale().getDisplayLanguage(Locale.ENGLISH).equals(code)) {
        throw Refusal.invalid(LANGUAGES.key, "setting.language.refused", lang.tag());
      }
    }
    return languages.stream().map(Lang::tag).collect(Collectors.joining(","));
  }
}
