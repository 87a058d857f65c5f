package com.candylake.follow;

import com.candylake.base.Key;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.form.Local;
import com.candylake.form.SeeOther;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Buttons by which one follows and stops, and the list of what one follows. {@code was}: what the page showed. */
@Controller
class FollowController {
  private static final int PAGE = 50;
  private final Follows follows;

  FollowController(Follows follows) {
    this.follows = follows;
  }

  @GetMapping("/following")
  ModelAndView all(Viewer viewer, Reads reads, Lang ui, @RequestParam(required = false) @Nullable String after) {
    return new ModelAndView("follow/following", "page", follows.of(viewer, reads, ui, Key.asked(after), PAGE))
        .addObject("continued", after != null);
  }

  @PostMapping("/i/{id:\\d{1,18}}/follow")
  @Limited(Limit.PRESS)
  ModelAndView item(Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "") String was,
      @RequestParam(name = "form_key", defaultValue = "") String formKey, @RequestParam(defaultValue = "") String then) {
    follows.pressItem(viewer, id, shown(was), formKey);
    return SeeOther.to(Local.path(then, Addresses.any(id)));
  }

  @PostMapping("/u/{name}/follow")
  @Limited(Limit.PRESS)
  ModelAndView author(Viewer viewer, @PathVariable String name, @RequestParam(defaultValue = "") String was,
      @RequestParam(name = "form_key", defaultValue = "") String formKey, @RequestParam(defaultValue = "") String then) {
    follows.pressAuthor(viewer, name, shown(was), formKey);
    return SeeOther.to(Local.path(then, Addresses.member(name)));
  }

  @PostMapping("/c/{slug}/follow")
  @Limited(Limit.PRESS)
  ModelAndView channel(Viewer viewer, @PathVariable String slug, @RequestParam(defaultValue = "") String was,
      @RequestParam(name = "form_key", defaultValue = "") String formKey, @RequestParam(defaultValue = "") String then) {
    follows.pressChannel(viewer, slug, shown(was), formKey);
    return SeeOther.to(Local.path(then, Addresses.channel(slug)));
  }

  private static @Nullable Boolean shown(String was) {
    return was.isEmpty() ? null : Boolean.valueOf(was.equals("follow"));
  }
}
