package com.candylake.notify;

import com.candylake.base.Refused;
import com.candylake.form.SeeOther;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Ending a digest by the link in it, without signing in. */
@Controller
class UnsubscribeController {
  private static final String PAGE = "notify/unsubscribe";
  private final Digests digests;

  UnsubscribeController(Digests digests) {
    this.digests = digests;
  }

  /** Opening a link does nothing yet: programs that look into mail open them as well. */
  @GetMapping(Digests.UNSUBSCRIBE)
  ModelAndView ask(Viewer viewer, @RequestParam(defaultValue = "") String link) {
    return new ModelAndView(PAGE, "page", new UnsubscribePage(digests.canStop(viewer, link) ? link : "", false));
  }

  /** Answered with a page and not with the way to one: who sends this for the reader follows no redirect (RFC 8058, 3.1). */
  @PostMapping(Digests.UNSUBSCRIBE)
  @Limited(Limit.CHANGE)
  ModelAndView stop(Viewer viewer, @RequestParam(defaultValue = "") String link) {
    try {
      digests.stop(viewer, link);
    } catch (Refused refused) {
      return SeeOther.again(PAGE, new UnsubscribePage("", false));
    }
    return new ModelAndView(PAGE, "page", new UnsubscribePage(link, true));
  }
}
