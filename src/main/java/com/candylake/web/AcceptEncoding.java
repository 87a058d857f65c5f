package com.candylake.web;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which content codings a browser takes (RFC 9110, 12.5.3). */
final class AcceptEncoding {
  private static final Pattern REFUSED = Pattern.compile(";\\s*q\\s*=\\s*0(?:\\.0*)?");

  private AcceptEncoding() {}

  /**
   * Whether a coding is named and not refused with {@code q=0}; {@code *} names none.
   *
   * @param header null: the browser did not send it
   * @param coding in small letters
   */
  static boolean accepts(@Nullable String header, String coding) {
    if (header == null) {
      return false;
    }
    for (int from = 0; from <= header.length();) {
      int comma = header.indexOf(',', from);
      int end = comma < 0 ? header.length() : comma;
      String part = header.substring(from, end).strip();
      if (part.regionMatches(true, 0, coding, 0, coding.length())) {
        String rest = part.substring(coding.length()).strip();
        if (rest.isEmpty()) {
          return true;
        }
        if (rest.startsWith(";")) {
          return !REFUSED.matcher(rest.toLowerCase(Locale.ROOT)).matches();
        }
      }
      from = end + 1;
    }
    return false;
  }
}
