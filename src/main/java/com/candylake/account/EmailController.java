package com.candylake.account;

import com.candylake.base.Lang;
import com.candylake.base.Refused;
import com.candylake.form.SeeOther;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The address that a member has, and showing that it is theirs. */
@Controller
class EmailController {
  private static final String FORM = "account/email";
  private static final String CONFIRM = "account/confirm";
  private final Emails emails;
  private final Sessions sessions;

  EmailController(Emails emails, Sessions sessions) {
    this.emails = emails;
    this.sessions = sessions;
  }

  @GetMapping("/account/email")
  ModelAndView look(Viewer viewer, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token) {
    sessions.requireProof(viewer, token, Sessions.PROOF);
    String email = emails.of(viewer).map(Email::address).orElse("");
    return new ModelAndView(FORM, "page", new EmailPage(email, emails.sendsMail(), List.of()));
  }

  @PostMapping("/account/email")
  @Limited(Limit.LETTER)
  ModelAndView ask(Viewer viewer, Lang ui, @CookieValue(name = Sessions.COOKIE, defaultValue = "") String token,
      @RequestParam(defaultValue = "") String email) {
    try {
      sessions.askForEmail(viewer, token, email, ui);
    } catch (Refused refused) {
      if (refused.problems().isEmpty()) {
        throw refused;
      }
      return SeeOther.again(FORM, new EmailPage(email, emails.sendsMail(), refused.problems()));
    }
    return SeeOther.done("/account", "confirm-mail");
  }

  /** Opening a link does nothing yet: programs that look into mail open them as well. */
  @GetMapping("/confirm")
  ModelAndView askToConfirm(Viewer viewer, @RequestParam(defaultValue = "") String link) {
    return new ModelAndView(CONFIRM, "page", new LinkPage(link, emails.toConfirm(viewer, link).orElse("")));
  }

  @PostMapping("/confirm")
  @Limited(Limit.SIGN_IN)
  ModelAndView confirm(Viewer viewer, Lang ui, @RequestParam(defaultValue = "") String link) {
    try {
      emails.confirm(viewer, link, ui);
    } catch (Refused | DuplicateKeyException taken) {
      // a duplicate: two accounts have confirmed the same address at once
      return SeeOther.again(CONFIRM, new LinkPage(link, ""));
    }
    return SeeOther.done("/", "confirmed");
  }
}
