package com.candylake.article;

import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.cache.Keepable;
import com.candylake.guard.Viewer;
import com.candylake.setting.Site;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What articles said before, and what has changed. */
@Controller
class HistoryController {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
  private final Histories histories;
  private final Site site;

  HistoryController(Histories histories, Site site) {
    this.histories = histories;
    this.site = site;
  }

  @Keepable
  @GetMapping("/a/{id:\\d{1,18}}/history")
  ModelAndView list(Viewer viewer, Reads reads, @PathVariable long id, @RequestParam(required = false) @Nullable String lang,
      @RequestParam(required = false) @Nullable String below) {
    Histories.Past past = histories.past(viewer, reads, id, lang == null ? null : site.now().language(lang),
        below == null ? Integer.MAX_VALUE : number(below));
    if (below != null && past.revisions().isEmpty()) {
      throw Refusal.notFound();
    }
    return new ModelAndView("article/history", "page", HistoryPage.of(past));
  }

  @Keepable
  @GetMapping("/a/{id:\\d{1,18}}/history/{n:\\d{1,9}}")
  ModelAndView compare(Viewer viewer, Reads reads, @PathVariable long id, @PathVariable int n,
      @RequestParam(required = false) @Nullable String lang, @RequestParam(required = false) @Nullable String from) {
    return new ModelAndView("article/difference", "page", DifferencePage.of(histories.step(viewer, reads, id,
        lang == null ? null : site.now().language(lang), n, from == null ? null : Integer.valueOf(number(from)))));
  }

  private static int number(String typed) {
    if (!NUMBER.matcher(typed).matches()) {
      throw Refusal.notFound();
    }
    return Integer.parseInt(typed);
  }
}
