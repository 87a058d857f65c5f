package com.candylake.account;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.SeeOther;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.setting.Site;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** Setting up the second step of one's own account, and doing without it. */
@Controller
class SecondStepController {
  private static final String SET_UP = "account/second-step";
  private static final String CODES = "account/recovery";
  /** What apps have room for in their list. */
  private static final int SHOWN_OF_SITE = 24;
  private final SecondSteps secondSteps;
  private final Sessions sessions;
  private final Members members;
  private final Site site;

  SecondStepController(SecondSteps secondSteps, Sessions sessions, Members members, Site site) {
    this.secondSteps = secondSteps;
    this.sessions = sessions;
    this.members = members;
    this.site = site;
  }

  @GetMapping("/account/totp")
  ModelAndView look(Viewer viewer, Lang ui, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token) {
    sessions.requireProof(viewer, token, Sessions.PROOF);
    Optional<SecondStep> there = secondSteps.of(viewer);
    return there.isPresent() ? new ModelAndView("account/second-step-on", "page", there.get())
        : new ModelAndView(SET_UP, "page", page(viewer, ui, Totp.secret(), List.of()));
  }

  /** Answered with the recovery codes themselves, and not with a page after it: the server forgets them at once. */
  @PostMapping("/account/totp")
  @Limited(Limit.PROVE)
  ModelAndView switchOn(Viewer viewer, Lang ui, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token,
      @RequestParam(defaultValue = "") String secret, @RequestParam(defaultValue = "") String code) {
    try {
      return codes(sessions.switchOnSecondStep(viewer, token, secret, code, ui));
    } catch (Refused refused) {
      if (refused.problems().isEmpty()) {
        throw refused;
      }
      return SeeOther.again(SET_UP, page(viewer, ui, secret, refused.problems()));
    }
  }

  @PostMapping("/account/totp/codes")
  @Limited(Limit.CHANGE)
  ModelAndView renew(Viewer viewer, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token) {
    return codes(sessions.renewRecoveryCodes(viewer, token));
  }

  @PostMapping("/account/totp/off")
  @Limited(Limit.CHANGE)
  ModelAndView switchOff(Viewer viewer, Lang ui, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token) {
    sessions.switchOffSecondStep(viewer, token, ui);
    return SeeOther.done("/account", "second-step-off");
  }

  private static ModelAndView codes(List<String> codes) {
    return new ModelAndView(CODES, "page", new RecoveryPage(codes));
  }

  /** The address is as authenticator apps read it (Google Authenticator's Key URI format). */
  private SecondStepPage page(Viewer viewer, Lang ui, String secret, List<Refusal.Problem> problems) {
    String issuer = site.now().name(ui);
    String address = "otpauth://totp/" + encoded(members.nameOf(viewer)) + "?secret=" + secret + "&issuer="
        + encoded(issuer.substring(0, issuer.offsetByCodePoints(0, Math.min(SHOWN_OF_SITE,
            issuer.codePointCount(0, issuer.length())))));
    return new SecondStepPage(secret, address, Qr.of(address), problems);
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
