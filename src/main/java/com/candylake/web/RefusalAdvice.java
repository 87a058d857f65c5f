package com.candylake.web;

import com.candylake.account.Sessions;
import com.candylake.base.Moved;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.cache.CachedPage;
import com.candylake.form.Local;
import com.candylake.setting.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/** Chooses status and page for every way of saying no. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication
class RefusalAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalAdvice.class);
  private static final Duration SOON = Duration.ofSeconds(5);
  private final FrameAdvice frames;
  private final Site site;
  private final CachedPages pages;

  RefusalAdvice(FrameAdvice frames, Site site, CachedPages pages) {
    this.frames = frames;
    this.site = site;
    this.pages = pages;
  }

  @ExceptionHandler
  ModelAndView refused(Refused refused, HttpServletRequest request, HttpServletResponse response) {
    if (refused.getCause() != null) {
      LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), refused.getMessage(), refused.getCause());
    }
    return switch (refused.refusal()) {
      // who never was signed in is led to where one signs in; whose session has ended has written something
      case Refusal.SignIn() -> Kept.of(request).isEmpty() || WebUtils.getCookie(request, Sessions.COOKIE) == null
          ? to(HttpStatus.SEE_OTHER, response, signIn(request, request.getRequestURI()))
          : page(request, response, HttpStatus.FORBIDDEN, "session-ended");
      case Refusal.Prove() -> to(HttpStatus.SEE_OTHER, response, "/account/prove?then=" + URLEncoder.encode(
          Local.path(Objects.requireNonNullElse(request.getParameter("then"), request.getRequestURI())),
          StandardCharsets.UTF_8));
      case Refusal.NotFound() -> page(request, response, HttpStatus.NOT_FOUND, "not-found");
      case Refusal.NotAllowed() -> page(request, response, HttpStatus.FORBIDDEN, "not-allowed");
      case Refusal.Conflict() -> page(request, response, HttpStatus.CONFLICT, "conflict");
      case Refusal.Gone(Refusal.Gone.By by) -> page(request, response, HttpStatus.GONE,
          by == Refusal.Gone.By.AUTHOR ? "withdrawn" : "removed");
      case Refusal.TooLarge(long max) -> page(request, response, HttpStatus.CONTENT_TOO_LARGE, "too-large");
      case Refusal.Invalid invalid -> page(request, response, HttpStatus.UNPROCESSABLE_CONTENT, "invalid");
      case Refusal.TooMany(Duration after) -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(after.toSeconds()));
        yield page(request, response, HttpStatus.TOO_MANY_REQUESTS, "too-many");
      }
      case Refusal.Legal() -> {
        // RFC 7725: who does the blocking
        response.setHeader(HttpHeaders.LINK, "<" + site.now().url() + "/>; rel=\"blocked-by\"");
        yield page(request, response, HttpStatus.UNAVAILABLE_FOR_LEGAL_REASONS, "legal");
      }
      case Refusal.Unavailable(Duration after) -> unavailable(request, response, after);
    };
  }

  @ExceptionHandler
  ModelAndView moved(Moved moved, HttpServletResponse response) {
    return to(HttpStatus.MOVED_PERMANENTLY, response, moved.path());
  }

  /** Queues that are full, a database that restarts, a disk that is full: not the reader's fault, and not for ever. */
  @ExceptionHandler({TransientDataAccessException.class, RecoverableDataAccessException.class,
      DataAccessResourceFailureException.class, TransactionException.class})
  ModelAndView database(RuntimeException e, HttpServletRequest request, HttpServletResponse response) {
    LOG.error("{} {}", request.getMethod(), request.getRequestURI(), e);
    CachedPage old = pages.old(request);
    if (old != null) {
      return new ModelAndView((model, asked, answer) -> pages.send(old, asked, answer));
    }
    return unavailable(request, response, SOON);
  }

  /** More parameters than there may be, or what cannot be decoded: nothing to log. */
  @ExceptionHandler
  ModelAndView parameters(InvalidParameterException e, HttpServletRequest request, HttpServletResponse response) {
    return e.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
        ? page(request, response, HttpStatus.CONTENT_TOO_LARGE, "too-large")
        : page(request, response, HttpStatus.BAD_REQUEST, "not-understood");
  }

  /** A form without the token of this browser: it was opened before signing in or out, or it is not ours. */
  ModelAndView staleForm(HttpServletRequest request, HttpServletResponse response) {
    boolean out = !Kept.of(request).isEmpty() && frames.frame(request).member() == null;
    return page(request, response, HttpStatus.FORBIDDEN, out ? "session-ended" : "stale-form");
  }

  ModelAndView page(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String reason) {
    response.setStatus(status.value());
    Frame frame = frames.frame(request);
    Kept kept = Kept.of(request);
    if (!kept.isEmpty()) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    return new ModelAndView("web/error")
        .addObject("frame", frame)
        .addObject("status", status.value())
        .addObject("reason", reason)
        .addObject("kept", kept)
        .addObject("reference", status.is5xxServerError() ? RequestId.of(request) : "")
        .addObject("signIn", "session-ended".equals(reason) ? signIn(request, frame.path()) : "");
  }

  private ModelAndView unavailable(HttpServletRequest request, HttpServletResponse response, Duration after) {
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(after.toSeconds()));
    return page(request, response, HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
  }

  /** Where one signs in, to come back to the page that was asked for; for a form, to the one it stood on. */
  private static String signIn(HttpServletRequest request, String asked) {
    String then = request.getParameter("then");
    String back = then != null ? Local.path(then)
        : request.getMethod().equals("GET") ? asked : asked.replaceFirst("^(/i/\\d{1,18})/.*", "$1");
    return "/sign-in?then=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
  }

  private static ModelAndView to(HttpStatus status, HttpServletResponse response, String path) {
    response.setStatus(status.value());
    response.setHeader(HttpHeaders.LOCATION, path);
    return new ModelAndView();
  }
}
