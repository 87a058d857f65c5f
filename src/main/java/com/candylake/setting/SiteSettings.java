package com.candylake.setting;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.text.LanguageGuess;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has decided about the site, as of one moment; immutable.
 *
 * @param url where the site is reached, without a trailing slash; every absolute address is made from it, never from
 *     what a request says
 * @param languages the languages that texts may have, the site's first language first
 */
public record SiteSettings(Map<Lang, String> names, URI url, Map<Lang, String> statements, Map<Lang, String> disclaimers,
    Map<Lang, String> vagues, ZoneId zone, List<Lang> languages) {
  public String name(Lang lang) {
    return said(names, lang);
  }

  public String statement(Lang lang) {
    return said(statements, lang);
  }

  public String disclaimer(Lang lang) {
    return said(disclaimers, lang);
  }

  /** Phrases of a language that name no source; none for a language that the interface does not speak. */
  public List<String> vague(Lang lang) {
    return vagues.getOrDefault(lang, "").lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Whether the public reaches the site through TLS; a proxy may end it. */
  public boolean isSecure() {
    return "https".equals(url.getScheme());
  }

  public Lang firstLanguage() {
    return languages.getFirst();
  }

  /** The absolute address of a page of this site. */
  public String absolute(String path) {
    return url + path;
  }

  /** The site's language with this tag, in any letter case; null if texts cannot have it here. */
  public @Nullable Lang language(String tag) {
    return Lang.parse(tag).filter(languages::contains).orElse(null);
  }

  /**
   * The language of something typed: the one that was chosen, or else the one that it seems to be in, or else the first
   * that its writer reads here.
   *
   * @param chosen a tag; empty, or none of the site's: not chosen
   */
  public Lang languageOf(String chosen, String typed, Reads reads) {
    Lang told = language(chosen);
    return told != null ? told : LanguageGuess.of(typed, languages, reads.languages()).map(LanguageGuess::lang)
        .orElseGet(() -> reads.languages().stream().filter(languages::contains).findFirst().orElse(firstLanguage()));
  }

  private static String said(Map<Lang, String> texts, Lang lang) {
    String own = texts.get(lang);
    return own != null ? own : Objects.requireNonNull(texts.get(Lang.EN));
  }
}
