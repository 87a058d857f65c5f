package com.candylake.setting;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The settings there are. */
public enum Setting {
  NAME("name", true),
  SITE_URL("site.url", false),
  STATEMENT("statement", true),
  DISCLAIMER("disclaimer", true),
  ZONE("zone", false),
  LANGUAGES("languages", false);

  private final String key;
  private final boolean perLanguage;

  Setting(String key, boolean perLanguage) {
    this.key = key;
    this.perLanguage = perLanguage;
  }

  /** Its name in the database, in {@code candylake.setting.<key>} and in forms. */
  public String key() {
    return key;
  }

  /** Whether people read it, so that it has a value in each language of the interface. */
  public boolean isPerLanguage() {
    return perLanguage;
  }

  /** Throws what is wrong with a value, if anything is. */
  void check(String value) {
    switch (this) {
      case NAME, STATEMENT, DISCLAIMER -> {
        if (value.isBlank()) {
          throw Refusal.invalid(key, "input.missing");
        }
      }
      case SITE_URL -> url(value);
      case ZONE -> zone(value);
      case LANGUAGES -> languages(value);
    }
  }

  static URI url(String value) {
    try {
      URI uri = new URI(value);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null
          && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
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
}
