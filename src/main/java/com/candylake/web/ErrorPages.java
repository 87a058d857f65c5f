package com.candylake.web;

import com.candylake.guard.Unguarded;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What the container refused before any endpoint was reached, or what broke in one: the same page as for any refusal.
 */
@Controller
@ConditionalOnWebApplication
class ErrorPages implements ErrorController {
  private final RefusalAdvice refusals;

  ErrorPages(RefusalAdvice refusals) {
    this.refusals = refusals;
  }

  @Unguarded("tells that something failed, and nothing of what was asked for")
  @RequestMapping("/error")
  ModelAndView error(HttpServletRequest request, HttpServletResponse response) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
    if (status == null) {
      status = HttpStatus.INTERNAL_SERVER_ERROR;
    }
    if (status == HttpStatus.FORBIDDEN) {
      return refusals.staleForm(request, response);
    }
    return refusals.page(request, response, status, switch (status) {
      case NOT_FOUND -> "not-found";
      case CONTENT_TOO_LARGE -> "too-large";
      case SERVICE_UNAVAILABLE -> "unavailable";
      default -> status.is4xxClientError() ? "not-understood" : "broken";
    });
  }
}
