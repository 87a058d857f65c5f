package com.candylake.web;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.form.Local;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.setting.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Choosing the interface's language and, apart from it, the languages one reads. Two plain cookies remember it. */
@Controller
class LanguageController {
  private final Site site;
  private final Visitor visitor;

  LanguageController(Site site, Visitor visitor) {
    this.site = site;
    this.visitor = visitor;
  }

  @GetMapping("/languages")
  ModelAndView ask(Viewer viewer, HttpServletRequest request, @RequestParam(defaultValue = "/") String then) {
    Guard.require(viewer, Act.BROWSE);
    Preferences now = visitor.preferences(request);
    return new ModelAndView("web/languages", "page", new LanguagesPage(now.ui().tag(),
        now.reads().languages().stream().map(Lang::tag).toList(), now.reads().machine(), Local.path(then), null));
  }

  @PostMapping("/languages")
  @Limited(Limit.CHANGE)
  @Nullable ModelAndView keep(Viewer viewer, HttpServletRequest request, HttpServletResponse response,
      @RequestParam(defaultValue = "") String ui, @RequestParam(defaultValue = "") List<String> reads,
      @RequestParam(defaultValue = "false") boolean machine, @RequestParam(defaultValue = "/") String then) {
    Guard.require(viewer, Act.BROWSE);
    String back = Local.path(then);
    Lang chosen = Lang.parse(ui).filter(Lang.INTERFACE::contains).orElse(null);
    var languages = new LinkedHashSet<Lang>();
    for (String tag : reads) {
      Lang lang = site.now().language(tag);
      if (lang != null) {
        languages.add(lang);
      }
    }
    if (chosen == null || languages.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return new ModelAndView("web/languages", "page",
          new LanguagesPage(ui, reads, machine, back, chosen == null ? "ui" : "reads"));
    }
    cookie(response, Preferences.UI, chosen.tag());
    cookie(response, Preferences.READS, Preferences.cookieValue(new Reads(List.copyOf(languages), machine)));
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, Local.done(back, "languages"));
    return null;
  }

  private void cookie(HttpServletResponse response, String name, String value) {
    response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name, value)
        .path("/").maxAge(Duration.ofDays(400)).httpOnly(true).secure(site.now().isSecure()).sameSite("Lax")
        .build().toString());
  }
}
