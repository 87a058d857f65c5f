package com.candylake.form;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that people bring along to be led back to: taken only if they stay on this site. */
public final class Local {
  private Local() {}

  /** The path, query and fragment of an address of this site; {@code /} for anything else. */
  public static String path(String then) {
    return path(then, "/");
  }

  /** @param otherwise where to go if {@code then} is no address of this site */
  public static String path(String then, String otherwise) {
    try {
      URI uri = new URI(then);
      boolean local = !uri.isAbsolute() && uri.getRawAuthority() == null && then.startsWith("/")
          && !then.startsWith("//") && then.indexOf('\\') < 0 && then.length() <= 2_000;
      return local ? uri.toASCIIString() : otherwise;
    } catch (URISyntaxException e) {
      return otherwise;
    }
  }

  /** The same address, which then says what was done. */
  public static String done(String path, String what) {
    int fragment = path.indexOf('#');
    String page = fragment < 0 ? path : path.substring(0, fragment);
    return page + (page.indexOf('?') < 0 ? '?' : '&') + "done=" + what + (fragment < 0 ? "" : path.substring(fragment));
  }
}
