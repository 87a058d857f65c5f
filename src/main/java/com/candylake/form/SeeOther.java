package com.candylake.form;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** The answer to a form that was taken: 303 (RFC 9110), so that reloading the next page sends nothing again. */
public final class SeeOther {
  private SeeOther() {}

  /** @param path on this site, as {@link Local} or {@code Addresses} make it */
  public static ModelAndView to(String path) {
    View view = (model, request, response) -> {
      response.setStatus(HttpStatus.SEE_OTHER.value());
      response.setHeader(HttpHeaders.LOCATION, path);
    };
    return new ModelAndView(view);
  }

  /** @param what a key of the fixed list of what a page may say has been done */
  public static ModelAndView done(String path, String what) {
    return to(Local.done(path, what));
  }

  /** What was typed cannot be taken: the same page again, with status 422. */
  public static ModelAndView again(String template, Object page) {
    var view = new ModelAndView(template, "page", page);
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }
}
