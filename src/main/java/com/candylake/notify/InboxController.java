package com.candylake.notify;

import com.candylake.base.Key;
import com.candylake.base.Reads;
import com.candylake.form.SeeOther;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What one is told. To go there is a form: a link that is only looked at, by whatever program, has not been read. */
@Controller
class InboxController {
  /** As many as a page shows. */
  private static final Pattern IDS = Pattern.compile("\\d{1,18}(?:\\.\\d{1,18}){0,29}");
  private static final Pattern ID = Pattern.compile("\\d{1,18}");
  private final Notifications notifications;

  InboxController(Notifications notifications) {
    this.notifications = notifications;
  }

  @GetMapping("/inbox")
  ModelAndView look(Viewer viewer, Reads reads, @RequestParam(required = false) @Nullable String after) {
    return new ModelAndView("notify/inbox", "page", notifications.inbox(viewer, reads, Key.asked(after)));
  }

  /** The sign with the number, for a page that has been open for a while; the frame has it. */
  @GetMapping("/inbox/unread")
  ModelAndView unread(Viewer viewer) {
    Guard.require(viewer, Act.KEEP_LISTS);
    return new ModelAndView("notify/badge");
  }

  /** @param told as {@link Told#ids} names them */
  @PostMapping("/inbox/open")
  @Limited(Limit.PRESS)
  ModelAndView open(Viewer viewer, @RequestParam(defaultValue = "") String told) {
    Set<Long> ids = !IDS.matcher(told).matches() ? Set.of()
        : Arrays.stream(told.split("\\.")).map(Long::valueOf).collect(Collectors.toSet());
    return SeeOther.to(notifications.open(viewer, ids));
  }

  /** @param last the newest that was shown */
  @PostMapping("/inbox/read")
  @Limited(Limit.PRESS)
  ModelAndView readAll(Viewer viewer, @RequestParam(defaultValue = "") String last) {
    notifications.readAll(viewer, ID.matcher(last).matches() ? Long.parseLong(last) : 0);
    return SeeOther.done("/inbox", "read");
  }
}
