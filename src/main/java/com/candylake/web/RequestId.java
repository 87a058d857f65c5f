package com.candylake.web;

import jakarta.servlet.ServletRequest;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request is called: in each line that is logged about it, in its answer and, if we broke it, on the page that says
 * so. Whoever reports a fault quotes it.
 */
final class RequestId {
  static final String HEADER = "X-Request-Id";

  /** Of the request, and in the log's context. */
  static final String NAME = "request";

  /** As proxies make them (nginx: 32 hexadecimal digits; a trace's parent; a UUID), and nothing that could break a line. */
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._=-]{8,64}");

  /** Without the four letters that are misread when copied by hand. */
  private static final char[] LETTERS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int LENGTH = 12;

  private RequestId() {}

  /** Empty for a request that did not come through {@link RequestValve}. */
  static String of(ServletRequest request) {
    return Objects.toString(request.getAttribute(NAME), "");
  }

  /** @param given what a trusted proxy calls the request */
  static String accept(@Nullable String given) {
    return given != null && WELL_FORMED.matcher(given).matches() ? given : make();
  }

  /** 60 random bits: enough to find a line, and no secret. */
  static String make() {
    long bits = ThreadLocalRandom.current().nextLong();
    char[] id = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      id[i] = LETTERS[(int) (bits >>> (5 * i)) & 31];
    }
    return new String(id);
  }
}
