package com.candylake.flash;

import com.candylake.base.Key;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.cache.Keepable;
import com.candylake.card.Sort;
import com.candylake.form.SeeOther;
import com.candylake.form.TextForm;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Kind;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.item.Manuscript;
import com.candylake.item.TextOrigin;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.setting.Site;
import com.candylake.view.Readings;
import com.candylake.view.Visit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class FlashController {
  private final Flashes flashes;
  private final Items items;
  private final Site site;
  private final Readings readings;

  FlashController(Flashes flashes, Items items, Site site, Readings readings) {
    this.flashes = flashes;
    this.items = items;
    this.site = site;
    this.readings = readings;
  }

  @Keepable
  @GetMapping("/flashes")
  ModelAndView list(Viewer viewer, Reads reads, @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String after) {
    Sort by = Sort.asked(sort);
    return new ModelAndView("flash/flashes", "page", new FlashesPage(flashes.page(viewer, reads, by, Key.asked(after)),
        after != null, by, TextForm.EMPTY));
  }

  @PostMapping("/flashes")
  @Limited(Limit.POST)
  ModelAndView write(Viewer viewer, Reads reads, @RequestParam(defaultValue = "") String body,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(name = "form_key", defaultValue = "") String formKey) {
    Guard.require(viewer, Act.WRITE);
    try {
      var text = new NewFlash.Text(site.now().languageOf(language, body, reads), body, TextOrigin.AUTHOR);
      long id = flashes.write(viewer, new NewFlash(Objects.requireNonNull(viewer.member()), null, Stage.PUBLISHED, null,
          List.of(text)), formKey);
      return SeeOther.done(Addresses.item(Kind.FLASH, id), "posted");
    } catch (Refused refused) {
      List<Refusal.Problem> problems = refused.problems();
      return SeeOther.again("flash/flashes", new FlashesPage(flashes.page(viewer, reads, Sort.LATEST, null), false,
          Sort.LATEST, TextForm.typed(body, language, problems)));
    }
  }

  @Keepable
  @GetMapping("/f/{id:\\d{1,18}}")
  ModelAndView read(Viewer viewer, Reads reads, Visit visit, @PathVariable long id,
      @RequestParam(required = false) @Nullable String lang, @RequestParam(required = false) @Nullable String replies) {
    FlashPage page = flashes.read(viewer, reads, id, lang == null ? null : site.now().language(lang), Key.asked(replies));
    readings.note(viewer, visit, page.item());
    return new ModelAndView("flash/flash", "page", page);
  }

  @GetMapping("/f/{id:\\d{1,18}}/edit")
  ModelAndView askToEdit(Viewer viewer, @PathVariable long id,
      @RequestParam(name = "lang", defaultValue = "") String language) {
    Manuscript text = manuscript(viewer, id, language);
    return new ModelAndView("flash/edit", "page",
        TextForm.editing(text.markdown(), text.lang().tag(), text.revision(), List.of())).addObject("id", id);
  }

  @PostMapping("/f/{id:\\d{1,18}}/edit")
  @Limited(Limit.CHANGE)
  ModelAndView edit(Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "") String body,
      @RequestParam(defaultValue = "") String language, @RequestParam(defaultValue = "0") int revision) {
    Manuscript before = manuscript(viewer, id, language);
    Lang lang = before.lang();
    try {
      flashes.revise(viewer, id, new NewFlash.Text(lang, body, before.origin()), before.ofRevision(), revision);
      return SeeOther.done(Addresses.item(Kind.FLASH, id), "edited");
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.Conflict) {
        Manuscript now = manuscript(viewer, id, language);
        var page = SeeOther.again("flash/edit", TextForm.movedOn(body, lang.tag(), now.revision(), now.markdown()));
        page.setStatus(HttpStatus.CONFLICT);
        return page.addObject("id", id);
      }
      return SeeOther.again("flash/edit", TextForm.editing(body, lang.tag(), revision, refused.problems()))
          .addObject("id", id);
    }
  }

  /** @param language a tag; empty: the original's */
  private Manuscript manuscript(Viewer viewer, long id, String language) {
    Item item = items.visibleTo(viewer, id, Kind.FLASH);
    Guard.require(viewer, Act.EDIT, item.facts());
    Lang lang = language.isEmpty() ? item.lang() : Lang.parse(language).orElseThrow(Refusal::notFound);
    return items.manuscript(item, lang).orElseThrow(Refusal::notFound);
  }
}
