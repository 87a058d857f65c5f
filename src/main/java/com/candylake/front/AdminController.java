package com.candylake.front;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The way to everything that an administrator decides; it asks the database nothing. */
@Controller
class AdminController {
  @GetMapping("/admin")
  ModelAndView look(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    return new ModelAndView("front/admin");
  }
}
