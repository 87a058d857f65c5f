package com.candylake.account;

import com.candylake.account.WebAuthn.Made;
import com.candylake.account.WebAuthn.Used;
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
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/**
 * Signing in and up with a key, and the keys of one's own account. Each form has an address beside it, {@code …/options}, by
 * which the page's script learns what to ask the browser for; what the browser answers comes with the form.
 */
@Controller
class PasskeyController {
  private static final String KEYS = "account/passkeys";
  private final Passkeys passkeys;
  private final WebAuthn webAuthn;
  private final Sessions sessions;
  private final SessionCookies cookies;
  private final Members members;
  private final Emails emails;
  private final Invitations invitations;

  PasskeyController(Passkeys passkeys, WebAuthn webAuthn, Sessions sessions, SessionCookies cookies, Members members,
      Emails emails, Invitations invitations) {
    this.passkeys = passkeys;
    this.webAuthn = webAuthn;
    this.sessions = sessions;
    this.cookies = cookies;
    this.members = members;
    this.emails = emails;
    this.invitations = invitations;
  }

  /** The same for everybody: nobody is asked for a name, and none is told. */
  @PostMapping("/sign-in/passkey/options")
  @Limited(Limit.CHANGE)
  @ResponseBody
  PasskeyOptions optionsToSignIn(Viewer viewer, Lang ui) {
    return passkeys.toSignIn(viewer, ui);
  }

  /** A key is in a device that knows whoever uses it: both steps at once. */
  @PostMapping("/sign-in/passkey")
  @Limited(Limit.SIGN_IN)
  ModelAndView signIn(Viewer viewer, HttpServletRequest request, HttpServletResponse response,
      @RequestParam(defaultValue = "") String credential, @RequestParam(defaultValue = "/") String then) {
    Guard.require(viewer, Act.BROWSE);
    String back = Local.path(then);
    try {
      Used used = WebAuthn.used(credential);
      passkeys.take(viewer, used.challenge(), PasskeyPurpose.SIGN_IN);
      KnownPasskey known = passkeys.known(viewer, used.id());
      Begun begun = sessions.openByPasskey(viewer, known.member(), webAuthn.verify(used, known.key(), known.handle()),
          SessionCookies.device(request));
      cookies.begin(begun.member(), begun.token(), request, response);
      return SeeOther.to(back);
    } catch (Refused refused) {
      return SeeOther.again("account/sign-in", new SignInPage("", back, said(refused)));
    }
  }

  @PostMapping("/sign-up/passkey/options")
  @Limited(Limit.CHANGE)
  ResponseEntity<PasskeyOptions> optionsToSignUp(Viewer viewer, Lang ui, @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String invitation) {
    if (!Guard.may(viewer, Act.SIGN_UP)) {
      return ResponseEntity.status(HttpStatus.CONFLICT).build();
    }
    try {
      return ResponseEntity.ok(passkeys.toSignUp(viewer, new NewMember(name, "", email, invitation, ui)));
    } catch (Refused refused) {
      // the script then sends the form as it is, and the page says what is wrong with it
      said(refused);
      return ResponseEntity.unprocessableContent().build();
    }
  }

  @PostMapping("/sign-up/passkey")
  @Limited(Limit.SIGN_UP)
  ModelAndView signUp(Viewer viewer, Lang ui, HttpServletRequest request, HttpServletResponse response,
      @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String credential, @RequestParam(defaultValue = "/") String then,
      @RequestParam(defaultValue = "") String invitation) {
    String back = Local.path(then);
    if (!Guard.may(viewer, Act.SIGN_UP)) {
      return SeeOther.to(back);
    }
    var who = new NewMember(name, "", email, invitation, ui);
    try {
      members.checkNew(viewer, who);
      Made made = WebAuthn.made(credential);
      String handle = passkeys.take(viewer, made.challenge(), PasskeyPurpose.SIGN_UP);
      String device = SessionCookies.device(request);
      Joined joined = passkeys.signUp(viewer, who, webAuthn.verify(made), handle, Device.of(device).name());
      cookies.begin(joined.member(), sessions.open(joined.member(), device), request, response);
      return SeeOther.done(back, joined.mailed() ? "confirm-mail" : "signed-up");
    } catch (Refused refused) {
      return SeeOther.again("account/sign-up", new SignUpPage(name, email, emails.sendsMail(), back, invitation,
          !invitation.isEmpty() && invitations.isOpen(viewer, invitation), said(refused)));
    }
  }

  @PostMapping("/account/prove/passkey/options")
  @Limited(Limit.CHANGE)
  @ResponseBody
  PasskeyOptions optionsToProve(Viewer viewer, Lang ui) {
    return passkeys.toProve(viewer, ui);
  }

  @PostMapping("/account/prove/passkey")
  @Limited(Limit.PROVE)
  ModelAndView prove(Viewer viewer, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token,
      @RequestParam(defaultValue = "") String credential, @RequestParam(defaultValue = "/account") String then) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    String back = Local.path(then, "/account");
    try {
      Used used = WebAuthn.used(credential);
      passkeys.take(viewer, used.challenge(), PasskeyPurpose.PROVE);
      KnownPasskey known = passkeys.known(viewer, used.id());
      sessions.proveByPasskey(viewer, token, known.member(), webAuthn.verify(used, known.key(), known.handle()));
      return SeeOther.to(back);
    } catch (Refused refused) {
      return SeeOther.again("account/prove", new ProvePage(back, members.hasPassword(viewer), said(refused)));
    }
  }

  @GetMapping("/account/passkeys")
  ModelAndView look(Viewer viewer, HttpServletRequest request,
      @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token) {
    sessions.requireProof(viewer, token, Sessions.PROOF);
    return new ModelAndView(KEYS, "page", page(viewer, Device.of(SessionCookies.device(request)).name(), List.of()));
  }

  @PostMapping("/account/passkeys/options")
  @Limited(Limit.CHANGE)
  @ResponseBody
  PasskeyOptions optionsToAdd(Viewer viewer, Lang ui, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token) {
    return sessions.optionsToAddPasskey(viewer, token, ui);
  }

  @PostMapping("/account/passkeys")
  @Limited(Limit.CHANGE)
  ModelAndView add(Viewer viewer, Lang ui, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token,
      @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String credential) {
    sessions.requireProof(viewer, token, Sessions.PROOF_OF_FORM);
    try {
      String called = Passkeys.checkedName(name);
      Made made = WebAuthn.made(credential);
      String handle = passkeys.take(viewer, made.challenge(), PasskeyPurpose.ADD);
      sessions.addPasskey(viewer, token, webAuthn.verify(made), handle, called, ui);
    } catch (Refused refused) {
      return SeeOther.again(KEYS, page(viewer, name, said(refused)));
    }
    return SeeOther.done("/account/passkeys", "passkey-added");
  }

  @PostMapping("/account/passkeys/remove")
  @Limited(Limit.CHANGE)
  ModelAndView remove(Viewer viewer, Lang ui, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token,
      @RequestParam(defaultValue = "") String passkey) {
    try {
      sessions.removePasskey(viewer, token, passkey, ui);
    } catch (Refused refused) {
      return SeeOther.again(KEYS, page(viewer, "", said(refused)));
    }
    return SeeOther.done("/account/passkeys", "passkey-removed");
  }

  private PasskeyPage page(Viewer viewer, String name, List<Refusal.Problem> problems) {
    return new PasskeyPage(passkeys.of(viewer), name, problems);
  }

  /** What a form can say; anything else is refused elsewhere. */
  private static List<Refusal.Problem> said(Refused refused) {
    if (refused.problems().isEmpty()) {
      throw refused;
    }
    return refused.problems();
  }
}
