package com.candylake.web;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that people bring along to be led back to: taken only if they stay on this site. */
final class Local {
  private Local() {}

  /** The path and query of an address of this site; {@code /} for anything else. */
  static String path(String then) {
    try {
      URI uri = new URI(then);
      boolean local = !uri.isAbsolute() && uri.getRawAuthority() == null && then.startsWith("/")
          && !then.startsWith("//") && then.indexOf('\\') < 0 && then.length() <= 2_000;
      return local ? uri.toASCIIString() : "/";
    } catch (URISyntaxException e) {
      return "/";
    }
  }

  /** The same address, which then says what was done. */
  static String done(String path, String what) {
    int fragment = path.indexOf('#');
    String page = fragment < 0 ? path : path.substring(0, fragment);
    return page + (page.indexOf('?') < 0 ? '?' : '&') + "done=" + what + (fragment < 0 ? "" : path.substring(fragment));
  }
}
