package com.candylake.channel;

import com.candylake.base.Lang;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A section that items stand in.
 *
 * @param slug its name in addresses: {@code /c/<slug>}
 * @param texts in the order in which they stand in for a language that has none: the site's first language first
 */
public record Channel(long id, String slug, Map<Lang, Text> texts) {
  /** What it is called and about in one language; an empty disclaimer means the site's. */
  public record Text(String name, String description, String disclaimer) {}

  /** Its page on this site. */
  public String path() {
    return path(slug);
  }

  static String path(String slug) {
    return "/c/" + slug;
  }

  public String name(Lang lang) {
    Text text = text(lang);
    return text == null ? slug : text.name();
  }

  public String description(Lang lang) {
    Text text = text(lang);
    return text == null ? "" : text.description();
  }

  /** The channel's own disclaimer; empty where it has none in that language. */
  public String disclaimer(Lang lang) {
    Text text = texts.get(lang);
    return text == null ? "" : text.disclaimer();
  }

  private @Nullable Text text(Lang lang) {
    Text own = texts.get(lang);
    return own != null ? own : texts.values().stream().findFirst().orElse(null);
  }
}
