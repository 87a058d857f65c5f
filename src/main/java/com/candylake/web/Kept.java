package com.candylake.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What somebody typed into a form that leads to an error page: a session that ended or an item that was withdrawn while they
 * wrote must not cost them the text. It is shown there to be copied.
 *
 * @param title empty: none, or the form has no such field
 */
public record Kept(String title, String body) {
  private static final Kept NOTHING = new Kept("", "");

  /** Nothing for anything but a POST: a link could put words into this site's mouth. */
  static Kept of(HttpServletRequest request) {
    Object method = Objects.requireNonNullElse(
        request.getAttribute(RequestDispatcher.ERROR_METHOD), request.getMethod());
    if (!"POST".equals(method)) {
      return NOTHING;
    }
    try {
      return new Kept(Objects.requireNonNullElse(request.getParameter("title"), ""),
          Objects.requireNonNullElseGet(request.getParameter("body"), () -> paragraphs(request)));
    } catch (IllegalStateException e) {
      // the body was too large or not encoded as a form is: there is no text to show
      return NOTHING;
    }
  }

  /** Of a translation, which has a field for each. */
  private static String paragraphs(HttpServletRequest request) {
    return request.getParameterMap().entrySet().stream().filter(field -> field.getKey().startsWith("block."))
        .map(field -> field.getValue()[0]).filter(text -> !text.isBlank()).collect(Collectors.joining("\n\n"));
  }

  public boolean isEmpty() {
    return title.isBlank() && body.isBlank();
  }
}
