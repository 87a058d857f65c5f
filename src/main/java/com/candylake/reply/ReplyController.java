package com.candylake.reply;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.SeeOther;
import com.candylake.form.TextForm;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.item.Manuscript;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.setting.Site;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Answering an item, and changing the answer. */
@Controller
class ReplyController {
  private final Replies replies;
  private final Items items;
  private final Site site;

  ReplyController(Replies replies, Items items, Site site) {
    this.replies = replies;
    this.items = items;
    this.site = site;
  }

  @GetMapping("/i/{id:\\d{1,18}}/reply")
  ModelAndView ask(Viewer viewer, @PathVariable long id) {
    return new ModelAndView("reply/reply", "page", page(viewer, id, TextForm.EMPTY));
  }

  @PostMapping("/i/{id:\\d{1,18}}/reply")
  @Limited(Limit.REPLY)
  ModelAndView write(Viewer viewer, Reads reads, @PathVariable long id, @RequestParam(defaultValue = "") String body,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(name = "form_key", defaultValue = "") String formKey) {
    try {
      return SeeOther.done(replies.write(viewer, id, site.now().languageOf(language, body, reads), body, formKey), "replied");
    } catch (Refused refused) {
      List<Refusal.Problem> problems = refused.problems();
      return SeeOther.again("reply/reply", page(viewer, id, TextForm.typed(body, language, problems)));
    }
  }

  @GetMapping("/r/{id:\\d{1,18}}/edit")
  ModelAndView askToEdit(Viewer viewer, @PathVariable long id) {
    Manuscript text = manuscript(viewer, id);
    return new ModelAndView("reply/edit", "page",
        TextForm.editing(text.markdown(), text.lang().tag(), text.revision(), List.of())).addObject("id", id);
  }

  @PostMapping("/r/{id:\\d{1,18}}/edit")
  @Limited(Limit.CHANGE)
  ModelAndView edit(Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "") String body,
      @RequestParam(defaultValue = "0") int revision) {
    Manuscript before = manuscript(viewer, id);
    Lang lang = before.lang();
    try {
      replies.revise(viewer, id, lang, body, revision);
      return SeeOther.done(replies.place(viewer, id), "edited");
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.Conflict) {
        Manuscript now = manuscript(viewer, id);
        var page = SeeOther.again("reply/edit", TextForm.movedOn(body, lang.tag(), now.revision(), now.markdown()));
        page.setStatus(HttpStatus.CONFLICT);
        return page.addObject("id", id);
      }
      return SeeOther.again("reply/edit", TextForm.editing(body, lang.tag(), revision, refused.problems()))
          .addObject("id", id);
    }
  }

  private ReplyPage page(Viewer viewer, long id, TextForm form) {
    Item item = items.visibleTo(viewer, id);
    Guard.require(viewer, Act.REPLY, item.facts());
    var text = items.text(item, item.lang());
    return new ReplyPage(item, item.lang(), text.title().isEmpty() ? text.excerpt() : text.title(), form);
  }

  private Manuscript manuscript(Viewer viewer, long id) {
    Item item = items.visibleTo(viewer, id, Kind.REPLY);
    Guard.require(viewer, Act.EDIT, item.facts());
    return items.manuscript(item, item.lang()).orElseThrow(Refusal::notFound);
  }
}
