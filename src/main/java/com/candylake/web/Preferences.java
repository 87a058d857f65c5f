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
import java.util.Optional;

/**
 * The language that the interface speaks to somebody, and, independent of it, the languages they read: from the plain
 * cookies {@code ui} ({@code ja}) and {@code reads} ({@code ja.en}, and {@code .people} at its end if texts made by
 * machines are not wanted), else from what the browser says.
 */
record Preferences(Lang ui, Reads reads) {
  static final String UI = "ui";
  static final String READS = "reads";
  private static final String PEOPLE = "people";

  static Preferences of(HttpServletRequest request, SiteSettings site) {
    String header = Optional.ofNullable(request.getHeader("Accept-Language")).orElse("");
    Lang ui = cookie(request, UI).flatMap(Lang::parse).filter(Lang.INTERFACE::contains)
        .or(() -> Languages.accepted(header, Lang.INTERFACE).stream().findFirst())
        .orElse(Lang.INTERFACE.contains(site.firstLanguage()) ? site.firstLanguage() : Lang.EN);
    Reads reads = cookie(request, READS).flatMap(value -> parse(value, site))
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

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null ? Optional.empty()
        : Arrays.stream(cookies).filter(c -> c.getName().equals(name)).map(Cookie::getValue).findFirst();
  }
}
