package com.candylake.vote;

import com.candylake.base.Refusal;
import com.candylake.form.Local;
import com.candylake.form.SeeOther;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class VoteController {
  private final Votes votes;

  VoteController(Votes votes) {
    this.votes = votes;
  }

  /** @param was what the page showed: {@code support}, {@code oppose} or {@code none}; empty: not said */
  @PostMapping("/i/{id:\\d{1,18}}/vote")
  @Limited(Limit.PRESS)
  ModelAndView press(Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "") String value,
      @RequestParam(defaultValue = "") String was, @RequestParam(name = "form_key", defaultValue = "") String formKey,
      @RequestParam(defaultValue = "") String then) {
    Vote vote = vote(value).orElseThrow(() -> Refusal.invalid("value", "vote.value.refused"));
    votes.press(viewer, id, vote, was.isEmpty() ? null : vote(was), formKey);
    return SeeOther.to(Local.path(then, "/i/" + id));
  }

  private static Optional<Vote> vote(String name) {
    return switch (name) {
      case "support" -> Optional.of(Vote.SUPPORT);
      case "oppose" -> Optional.of(Vote.OPPOSE);
      default -> Optional.empty();
    };
  }
}
