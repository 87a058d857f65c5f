package com.candylake.text;

import com.candylake.base.MediaName;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the site's own images stand in HTML: with their size, so that nothing moves when they come, and in several widths. */
final class OwnImages {
  /** As wide as the column of an article, or the window with its margins. */
  static final String SIZES = "(min-width: 901px) 680px, calc(100vw - 32px)";
  private static final String ONE = MediaName.PATH + MediaName.IMAGE + "(?:/[0-9]{1,5})? [0-9]{1,5}w";
  /** As the sanitizer writes it before it asks. */
  static final Pattern SRCSET = Pattern.compile(ONE + "(?: , " + ONE + ")*");

  private OwnImages() {}

  static void setAttributes(MediaName image, Map<String, String> attributes) {
    if (image.widths().size() > 1) {
      attributes.put("srcset", image.widths().stream().map(w -> image.address(w) + " " + w + "w")
          .collect(Collectors.joining(", ")));
      attributes.put("sizes", SIZES);
    }
    attributes.put("width", String.valueOf(image.width()));
    attributes.put("height", String.valueOf(image.height()));
    attributes.put("loading", "lazy");
    attributes.put("decoding", "async");
  }
}
