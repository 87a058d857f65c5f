package com.candylake.favourite;

import com.candylake.form.Local;
import com.candylake.form.SeeOther;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class FavouriteController {
  private final Favourites favourites;

  FavouriteController(Favourites favourites) {
    this.favourites = favourites;
  }

  /** @param was what the page showed: {@code favourite} or {@code none}; empty: not said */
  @PostMapping("/i/{id:\\d{1,18}}/favourite")
  @Limited(Limit.PRESS)
  ModelAndView press(Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "") String was,
      @RequestParam(name = "form_key", defaultValue = "") String formKey, @RequestParam(defaultValue = "") String then) {
    favourites.press(viewer, id, was.isEmpty() ? null : Boolean.valueOf(was.equals("favourite")), formKey);
    return SeeOther.to(Local.path(then, "/i/" + id));
  }
}
