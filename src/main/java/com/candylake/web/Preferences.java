package com.candylake.web;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.locale.Languages;
import com.candylake.setting.SiteSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * The language that the interface speaks to somebody, and, independent of it, the languages they read: from the plain
 * cookies {@code ui} ({@code ja}) and {@code reads} ({@code ja.en}, and {@code .people} at its end if texts made by
 * machines are not wanted), else from what the browser says.
 */
record Preferences(Lang ui, Reads reads) {
  static final String UI = "ui";
  static final String READS = "reads";
  private static final String PEOPLE = "people";

  /**
   * All of a request that they depend on.
   *
   * @param header Accept-Language
   * @param ui the cookies' values; null: there is none
   */
  record Asked(String header, @Nullable String ui, @Nullable String reads) {
    static Asked of(HttpServletRequest request) {
      return new Asked(Objects.requireNonNullElse(request.getHeader("Accept-Language"), ""), cookie(request, UI),
          cookie(request, READS));
    }
  }

  static Preferences of(Asked asked, SiteSettings site) {
    String header = asked.header();
    Lang ui = Optional.ofNullable(asked.ui()).flatMap(Lang::parse).filter(Lang.INTERFACE::contains)
        .or(() -> Languages.accepted(header, Lang.INTERFACE).stream().findFirst())
        .orElse(Lang.INTERFACE.contains(site.firstLanguage()) ? site.firstLanguage() : Lang.EN);
    Reads reads = Optional.ofNullable(asked.reads()).flatMap(value -> parse(value, site))
        .orElseGet(() -> Languages.reads(header, site.languages(), site.firstLanguage()));
    return new Preferences(ui, reads);
  }

  private static Optional<Reads> parse(String value, SiteSettings site) {
    var languages = new LinkedHashSet<Lang>();
    List<String> parts = Arrays.asList(value.split("\\."));
    for (String part : parts) {
      Lang lang = site.language(part);
      if (lang != null) {
        languages.add(lang);
      }
    }
    return languages.isEmpty() ? Optional.empty()
        : Optional.of(new Reads(new ArrayList<>(languages), !parts.contains(PEOPLE)));
  }

  /** The value of the cookie {@code reads}. */
  static String cookieValue(Reads reads) {
    return String.join(".", reads.languages().stream().map(Lang::tag).toList()) + (reads.machine() ? "" : "." + PEOPLE);
  }

  private static @Nullable String cookie(HttpServletRequest request, String name) {
    Cookie cookie = WebUtils.getCookie(request, name);
    return cookie == null ? null : cookie.getValue();
  }
}
