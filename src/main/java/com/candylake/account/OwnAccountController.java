package com.candylake.account;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.Local;
import com.candylake.form.SeeOther;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own account: what proves that it is one's own, and where it is signed in. */
@Controller
class OwnAccountController {
  private final Members members;
  private final Emails emails;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SessionCache cache;
  private final SecondSteps secondSteps;
  private final Passkeys passkeys;

  OwnAccountController(Members members, Emails emails, Passwords passwords, Sessions sessions, SessionCache cache,
      SecondSteps secondSteps, Passkeys passkeys) {
    this.members = members;
    this.emails = emails;
    this.passwords = passwords;
    this.sessions = sessions;
    this.cache = cache;
    this.secondSteps = secondSteps;
    this.passkeys = passkeys;
  }

  @GetMapping("/account")
  ModelAndView look(Viewer viewer, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token) {
    return new ModelAndView("account/account", "page",
        new OwnAccountPage(emails.of(viewer).orElse(null),
        emails.sendsMail(), passkeys.of(viewer), secondSteps.of(viewer).orElse(null), sessions.all(viewer, token)));
  }

  /** @param session one of the viewer's; empty: all but the one that asks */
  @PostMapping("/account/sessions/end")
  @Limited(Limit.CHANGE)
  ModelAndView end(Viewer viewer, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token,
      @RequestParam(defaultValue = "") String session) {
    if (session.isEmpty()) {
      sessions.endOthers(viewer, token);
    } else {
      sessions.end(viewer, session);
    }
    cache.forgetAll(viewer);
    return SeeOther.done("/account", session.isEmpty() ? "sessions-ended" : "session-ended");
  }

  @GetMapping("/account/password")
  ModelAndView askForPassword(Viewer viewer, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token) {
    sessions.requireProof(viewer, token, Sessions.PROOF);
    return new ModelAndView("account/password", "page", new PasswordPage(List.of()));
  }

  @PostMapping("/account/password")
  @Limited(Limit.CHANGE)
  ModelAndView changePassword(Viewer viewer, Lang ui, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token,
      @RequestParam(defaultValue = "") String password) {
    try {
      sessions.changePassword(viewer, token, password, ui);
    } catch (Refused refused) {
      if (refused.problems().isEmpty()) {
        throw refused;
      }
      return SeeOther.again("account/password", new PasswordPage(refused.problems()));
    }
    cache.forgetAll(viewer);
    return SeeOther.done("/account", "password");
  }

  @GetMapping("/account/prove")
  ModelAndView askForProof(Viewer viewer, @RequestParam(defaultValue = "/account") String then) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    return new ModelAndView("account/prove", "page", new ProvePage(Local.path(then), members.hasPassword(viewer), List.of()));
  }

  @PostMapping("/account/prove")
  @Limited(Limit.PROVE)
  ModelAndView prove(Viewer viewer, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token,
      @RequestParam(defaultValue = "") String password, @RequestParam(defaultValue = "/account") String then) {
    Credentials known = members.credentials(viewer);
    if (!passwords.matches(password, known.passwordHash())) {
      return SeeOther.again("account/prove", new ProvePage(Local.path(then), known.passwordHash() != null,
          List.of(Refusal.Problem.of("password", password.isEmpty() ? "input.missing" : "account.prove.wrong"))));
    }
    sessions.prove(viewer, token);
    return SeeOther.to(Local.path(then, "/account"));
  }
}
