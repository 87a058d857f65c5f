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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing up, in and out. */
@Controller
class AccountController {
  private static final String SIGN_UP = "account/sign-up";
  private static final String SIGN_IN = "account/sign-in";
  private static final String LINK = "account/link";
  private static final String CODE = "account/code";
  private final Members members;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SessionCookies cookies;
  private final Invitations invitations;
  private final Emails emails;
  private final SignInTries tries;
  private final SecondSteps secondSteps;

  AccountController(Members members, Passwords passwords, Sessions sessions, SessionCookies cookies,
      Invitations invitations, Emails emails, SignInTries tries, SecondSteps secondSteps) {
    this.members = members;
    this.passwords = passwords;
    this.sessions = sessions;
    this.cookies = cookies;
    this.invitations = invitations;
    this.emails = emails;
    this.tries = tries;
    this.secondSteps = secondSteps;
  }

  @GetMapping("/sign-up")
  ModelAndView askToSignUp(Viewer viewer, @RequestParam(defaultValue = "/") String then,
      @RequestParam(defaultValue = "") String invitation) {
    return Guard.may(viewer, Act.SIGN_UP)
        ? new ModelAndView(SIGN_UP, "page", signUpPage(viewer, "", "", then, invitation, List.of()))
        : SeeOther.to(Local.path(then));
  }

  @PostMapping("/sign-up")
  @Limited(Limit.SIGN_UP)
  ModelAndView signUp(Viewer viewer, Lang ui, HttpServletRequest request, HttpServletResponse response,
      @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "/") String then,
      @RequestParam(defaultValue = "") String invitation) {
    if (!Guard.may(viewer, Act.SIGN_UP)) {
      // a double click: the first one has signed up and in
      return SeeOther.to(Local.path(then));
    }
    try {
      Joined joined = members.signUp(viewer, new NewMember(name, password, email, invitation, ui));
      cookies.begin(joined.member(), sessions.open(joined.member(), SessionCookies.device(request)), request, response);
      return SeeOther.done(Local.path(then), joined.mailed() ? "confirm-mail" : "signed-up");
    } catch (Refused refused) {
      return SeeOther.again(SIGN_UP, signUpPage(viewer, name, email, then, invitation, refused.problems()));
    }
  }

  private SignUpPage signUpPage(Viewer viewer, String name, String email, String then, String invitation,
      List<Refusal.Problem> problems) {
    return new SignUpPage(name, email, emails.sendsMail(), Local.path(then), invitation,
        !invitation.isEmpty() && invitations.isOpen(viewer, invitation), problems);
  }

  @GetMapping("/sign-in")
  ModelAndView askToSignIn(Viewer viewer, @RequestParam(defaultValue = "/") String then) {
    Guard.require(viewer, Act.BROWSE);
    return viewer.member() != null ? SeeOther.to(Local.path(then))
        : new ModelAndView(SIGN_IN, "page", new SignInPage("", Local.path(then), List.of()));
  }

  @PostMapping("/sign-in")
  @Limited(Limit.SIGN_IN)
  ModelAndView signIn(Viewer viewer, HttpServletRequest request, HttpServletResponse response,
      @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "/") String then) {
    Guard.require(viewer, Act.BROWSE);
    String back = Local.path(then);
    if (name.isBlank() || password.isEmpty()) {
      return SeeOther.again(SIGN_IN, new SignInPage(name, back,
          List.of(Refusal.Problem.of(name.isBlank() ? "name" : "password", "input.missing"))));
    }
    Credentials known = members.credentials(name).orElse(null);
    try {
      tries.count(viewer, name, known == null ? null : known.member(), SessionCookies.value(request, SignInTries.COOKIE));
    } catch (Refused refused) {
      return tooMany(refused, response, after -> SeeOther.again(SIGN_IN, new SignInPage(name, back,
          List.of(Refusal.Problem.of("password", "account.sign-in.too-many", after.plusSeconds(59).toMinutes())))));
    }
    boolean right = passwords.matches(password, known == null ? null : known.passwordHash());
    Optional<Begun> begun = right && known != null
        ? sessions.openByPassword(known, SessionCookies.device(request)) : Optional.empty();
    return begun.isPresent() ? begin(begun.get(), back, request, response) : SeeOther.again(SIGN_IN, new SignInPage(name, back,
        List.of(Refusal.Problem.of("password", "account.password.wrong"))));
  }

  /** Leads on, to where they wanted to go or to the second step before it. */
  private ModelAndView begin(Begun begun, String then, HttpServletRequest request, HttpServletResponse response) {
    if (!begun.whole()) {
      cookies.ticket(begun.token(), response);
      return SeeOther.to("/sign-in/code?then=" + URLEncoder.encode(then, StandardCharsets.UTF_8));
    }
    cookies.begin(begun.member(), begun.token(), request, response);
    return SeeOther.to(then);
  }

  /** For whoever has shown the password, if their account asks for more. */
  @GetMapping("/sign-in/code")
  ModelAndView askForCode(Viewer viewer, @CookieValue(name = SecondSteps.COOKIE, defaultValue = "") String ticket,
      @RequestParam(defaultValue = "/") String then) {
    return new ModelAndView(CODE, "page",
        new CodePage(secondSteps.waiting(viewer, ticket).isPresent(), Local.path(then), List.of()));
  }

  @PostMapping("/sign-in/code")
  @Limited(Limit.SIGN_IN)
  ModelAndView signInByCode(Viewer viewer, HttpServletRequest request, HttpServletResponse response,
      @CookieValue(name = SecondSteps.COOKIE, defaultValue = "") String ticket,
      @RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "/") String then) {
    String back = Local.path(then);
    Optional<Long> member = secondSteps.waiting(viewer, ticket);
    if (member.isEmpty()) {
      return SeeOther.again(CODE, new CodePage(false, back, List.of()));
    }
    String browser = SessionCookies.value(request, SignInTries.COOKIE);
    try {
      tries.countCode(viewer, member.get(), code, browser);
    } catch (Refused refused) {
      return tooMany(refused, response, after -> SeeOther.again(CODE, new CodePage(true, back,
          List.of(Refusal.Problem.of("code", "account.code.too-many", after.plusMinutes(59).toHours())))));
    }
    return sessions.openByCode(viewer, ticket, code, SessionCookies.device(request), browser)
        .map(begun -> begin(begun, back, request, response))
        .orElseGet(() -> SeeOther.again(CODE, new CodePage(true, back,
            List.of(Refusal.Problem.of("code", code.isBlank() ? "input.missing" : "account.code.wrong")))));
  }

  private static ModelAndView tooMany(Refused refused, HttpServletResponse response, Function<Duration, ModelAndView> say) {
    if (!(refused.refusal() instanceof Refusal.TooMany(Duration after))) {
      throw refused;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(after.toSeconds()));
    ModelAndView again = say.apply(after);
    again.setStatus(HttpStatus.TOO_MANY_REQUESTS);
    return again;
  }

  /** For whoever has forgotten the password, and for whoever would rather have a link. */
  @GetMapping("/sign-in/help")
  ModelAndView askForLink(Viewer viewer) {
    Guard.require(viewer, Act.BROWSE);
    return new ModelAndView("account/help", "page", new EmailPage("", emails.sendsMail(), List.of()));
  }

  /** Answered in the same words whether or not an account has the address. */
  @PostMapping("/sign-in/help")
  @Limited(Limit.LETTER)
  ModelAndView sendLink(Viewer viewer, Lang ui, @RequestParam(defaultValue = "") String email) {
    Guard.require(viewer, Act.BROWSE);
    try {
      emails.askToSignIn(viewer, email, ui);
    } catch (Refused refused) {
      return SeeOther.again("account/help", new EmailPage(email, emails.sendsMail(), refused.problems()));
    }
    return SeeOther.done("/sign-in/help", "link-sent");
  }

  /** Opening a link does nothing yet: programs that look into mail open them as well. */
  @GetMapping("/sign-in/link")
  ModelAndView askWhetherToSignIn(Viewer viewer, @RequestParam(defaultValue = "") String link) {
    return new ModelAndView(LINK, "page", new LinkPage(link, emails.toSignIn(viewer, link).orElse("")));
  }

  @PostMapping("/sign-in/link")
  @Limited(Limit.SIGN_IN)
  ModelAndView signInByLink(Viewer viewer, HttpServletRequest request, HttpServletResponse response,
      @RequestParam(defaultValue = "") String link) {
    return sessions.openByLink(viewer, link, SessionCookies.device(request))
        .map(begun -> begin(begun, "/account", request, response))
        .orElseGet(() -> SeeOther.again(LINK, new LinkPage(link, "")));
  }

  @PostMapping("/sign-out")
  @Limited(Limit.CHANGE)
  ModelAndView signOut(Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
    Guard.require(viewer, Act.BROWSE);
    cookies.end(request, response);
    return SeeOther.done("/", "signed-out");
  }
}
