package com.candylake.account;

import com.candylake.setting.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Begins and ends sessions in a browser: a row, and the cookies that lead to it. */
@Component
class SessionCookies {
  /** As long as browsers keep one; the session itself ends when it is not used. */
  private static final Duration AGE = Duration.ofDays(400);
  private final Sessions sessions;
  private final SessionCache cache;
  private final SignInTries tries;
  private final Site site;

  SessionCookies(Sessions sessions, SessionCache cache, SignInTries tries, Site site) {
    this.sessions = sessions;
    this.cache = cache;
    this.tries = tries;
    this.site = site;
  }

  /**
   * Leads to a session that has begun; whoever was signed in there before is not any more.
   *
   * @param token the session's
   */
  void begin(long member, String token, HttpServletRequest request, HttpServletResponse response) {
    close(value(request, Sessions.COOKIE));
    cookie(response, Sessions.COOKIE, token, AGE);
    cookie(response, SignInTries.COOKIE, tries.know(member, value(request, SignInTries.COOKIE)), SignInTries.KNOWN);
    // whoever could set this cookie before must not know the next one
    cookie(response, "csrf", "", Duration.ZERO);
    if (!value(request, SecondSteps.COOKIE).isEmpty()) {
      ticket(response, "", Duration.ZERO);
    }
  }

  /** Leads to the second step, and nowhere else. */
  void ticket(String token, HttpServletResponse response) {
    ticket(response, token, SecondSteps.PATIENCE);
  }

  void end(HttpServletRequest request, HttpServletResponse response) {
    close(value(request, Sessions.COOKIE));
    cookie(response, Sessions.COOKIE, "", Duration.ZERO);
    cookie(response, "csrf", "", Duration.ZERO);
  }

  private void close(String token) {
    if (!token.isEmpty()) {
      sessions.close(token);
      cache.forget(token);
    }
  }

  /** What the browser says it is. */
  static String device(HttpServletRequest request) {
    String said = request.getHeader(HttpHeaders.USER_AGENT);
    return said == null ? "" : said;
  }

  static String value(HttpServletRequest request, String cookie) {
    var found = WebUtils.getCookie(request, cookie);
    return found == null ? "" : found.getValue();
  }

  private void cookie(HttpServletResponse response, String name, String value, Duration age) {
    cookie(response, ResponseCookie.from(name, value).path("/").maxAge(age).sameSite("Lax"));
  }

  private void ticket(HttpServletResponse response, String value, Duration age) {
    cookie(response, ResponseCookie.from(SecondSteps.COOKIE, value).path("/sign-in/code").maxAge(age).sameSite("Strict"));
  }

  private void cookie(HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.httpOnly(true).secure(site.now().isSecure()).build().toString());
  }
}
