package com.candylake.article;

import com.candylake.base.Key;
import com.candylake.base.Reads;
import com.candylake.cache.Keepable;
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
class ArticleController {
  private final Articles articles;
  private final Site site;
  private final Readings readings;

  ArticleController(Articles articles, Site site, Readings readings) {
    this.articles = articles;
    this.site = site;
    this.readings = readings;
  }

  @Keepable
  @GetMapping("/a/{id:\\d{1,18}}")
  ModelAndView read(Viewer viewer, Reads reads, Visit visit, @PathVariable long id,
      @RequestParam(required = false) @Nullable String lang, @RequestParam(required = false) @Nullable String replies) {
    ArticlePage page = articles.read(viewer, reads, id, lang == null ? null : site.now().language(lang), Key.asked(replies));
    readings.note(viewer, visit, page.item());
    return new ModelAndView("article/article", "page", page);
  }
}
