package com.candylake.flash;

import com.candylake.base.Key;
import com.candylake.base.Reads;
import com.candylake.guard.Viewer;
import com.candylake.setting.Site;
import com.candylake.view.Readings;
import com.candylake.view.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class FlashController {
  private final Flashes flashes;
  private final Site site;
  private final Readings readings;

  FlashController(Flashes flashes, Site site, Readings readings) {
    this.flashes = flashes;
    this.site = site;
    this.readings = readings;
  }

  @GetMapping("/flashes")
  ModelAndView list(Viewer viewer, Reads reads, @RequestParam(required = false) @Nullable String after) {
    return new ModelAndView("flash/flashes", "page", flashes.newest(viewer, reads, Key.asked(after)))
        .addObject("continued", after != null);
  }

  @GetMapping("/f/{id:\\d{1,18}}")
  ModelAndView read(Viewer viewer, Reads reads, Visit visit, @PathVariable long id,
      @RequestParam(required = false) @Nullable String lang, @RequestParam(required = false) @Nullable String replies) {
    FlashPage page = flashes.read(viewer, reads, id, lang == null ? null : site.now().language(lang), Key.asked(replies));
    readings.note(viewer, visit, page.item());
    return new ModelAndView("flash/flash", "page", page);
  }
}
