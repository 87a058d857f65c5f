package com.candylake.account;

import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.Local;
import com.candylake.form.SeeOther;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.setting.Site;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing up, in and out. */
@Controller
class AccountController {
  /** As long as browsers keep one; the session itself ends when it is not used. */
  private static final Duration COOKIE_AGE = Duration.ofDays(400);
  private final Members members;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SessionCache cache;
  private final Invitations invitations;
  private final Site site;

  AccountController(Members members, Passwords passwords, Sessions sessions, SessionCache cache, Invitations invitations,
      Site site) {
    this.members = members;
    this.passwords = passwords;
    this.sessions = sessions;
    this.cache = cache;
    this.invitations = invitations;
    this.site = site;
  }

  @GetMapping("/sign-up")
  ModelAndView askToSignUp(Viewer viewer, @RequestParam(defaultValue = "/") String then,
      @RequestParam(defaultValue = "") String invitation) {
    if (!Guard.may(viewer, Act.SIGN_UP)) {
      return SeeOther.to(Local.path(then));
    }
    return new ModelAndView("account/sign-up", "page", new SignUpPage("", Local.path(then), invitation,
        !invitation.isEmpty() && invitations.isOpen(viewer, invitation), List.of()));
  }

  @PostMapping("/sign-up")
  ModelAndView signUp(Viewer viewer, HttpServletResponse response,
      @RequestHeader(name = HttpHeaders.USER_AGENT, defaultValue = "") String device,
      @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "/") String then, @RequestParam(defaultValue = "") String invitation) {
    if (!Guard.may(viewer, Act.SIGN_UP)) {
      // a double click: the first one has signed up and in
      return SeeOther.to(Local.path(then));
    }
    try {
      long member = members.signUp(viewer, name, password, invitation);
      begin(response, sessions.open(member, device));
      return SeeOther.done(Local.path(then), "signed-up");
    } catch (Refused refused) {
      return SeeOther.again("account/sign-up", new SignUpPage(name, Local.path(then), invitation,
          !invitation.isEmpty() && invitations.isOpen(viewer, invitation), refused.problems()));
    }
  }

  @GetMapping("/sign-in")
  ModelAndView askToSignIn(Viewer viewer, @RequestParam(defaultValue = "/") String then) {
    Guard.require(viewer, Act.BROWSE);
    return viewer.member() != null ? SeeOther.to(Local.path(then))
        : new ModelAndView("account/sign-in", "page", new SignInPage("", Local.path(then), List.of()));
  }

  @PostMapping("/sign-in")
  ModelAndView signIn(Viewer viewer, HttpServletResponse response,
      @RequestHeader(name = HttpHeaders.USER_AGENT, defaultValue = "") String device,
      @CookieValue(name = Sessions.COOKIE, defaultValue = "") String before,
      @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "/") String then) {
    Guard.require(viewer, Act.BROWSE);
    String back = Local.path(then);
    if (name.isBlank() || password.isEmpty()) {
      return SeeOther.again("account/sign-in", new SignInPage(name, back,
          List.of(Refusal.Problem.of(name.isBlank() ? "name" : "password", "input.missing"))));
    }
    Credentials known = members.credentials(name).orElse(null);
    if (!passwords.matches(password, known == null ? null : known.passwordHash())) {
      return SeeOther.again("account/sign-in", new SignInPage(name, back,
          List.of(Refusal.Problem.of("password", "account.password.wrong"))));
    }
    end(before);
    begin(response, sessions.open(Objects.requireNonNull(known).member(), device));
    return SeeOther.to(back);
  }

  @PostMapping("/sign-out")
  ModelAndView signOut(Viewer viewer, HttpServletResponse response,
      @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token) {
    Guard.require(viewer, Act.BROWSE);
    end(token);
    cookie(response, Sessions.COOKIE, "", Duration.ZERO);
    cookie(response, "csrf", "", Duration.ZERO);
    return SeeOther.done("/", "signed-out");
  }

  private void begin(HttpServletResponse response, String token) {
    cookie(response, Sessions.COOKIE, token, COOKIE_AGE);
    // whoever could set this cookie before must not know the next one
    cookie(response, "csrf", "", Duration.ZERO);
  }

  private void end(String token) {
    if (!token.isEmpty()) {
      sessions.close(token);
      cache.forget(token);
    }
  }

  private void cookie(HttpServletResponse response, String name, String value, Duration age) {
    response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name, value).path("/").maxAge(age).httpOnly(true)
        .sameSite("Lax").secure(site.now().isSecure()).build().toString());
  }
}
