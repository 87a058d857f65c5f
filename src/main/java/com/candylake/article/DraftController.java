package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.SeeOther;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.setting.Site;
import com.candylake.text.Merge;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Drafts: what is kept while one writes. */
@Controller
class DraftController {
  private static final int SHOWN = 2 * Drafts.MOST;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern SMALL = Pattern.compile("\\d{1,9}");
  private final Drafts drafts;
  private final Articles articles;
  private final Site site;

  DraftController(Drafts drafts, Articles articles, Site site) {
    this.drafts = drafts;
    this.articles = articles;
    this.site = site;
  }

  @GetMapping("/drafts")
  ModelAndView all(Viewer viewer) {
    return new ModelAndView("article/drafts", "drafts", drafts.all(viewer, SHOWN));
  }

  @GetMapping("/drafts/{draft:\\d{1,18}}")
  ModelAndView write(Viewer viewer, @PathVariable long draft) {
    Draft own = drafts.own(viewer, draft);
    return own.item() != null ? SeeOther.to(own.path()) : new ModelAndView("article/write", "page",
        WritingPage.of(own.typed(), WritingPage.Drafting.on(Drafts.Mark.of(own))).in(site.now().language(own.lang()), null))
        .addObject("notes", Notes.NONE.typed(Sources.kept(own.sources())));
  }

  /** By the button of the form. */
  @PostMapping("/drafts")
  @Limited(Limit.SAVE)
  ModelAndView save(Viewer viewer, @RequestParam MultiValueMap<String, String> fields) {
    Guard.require(viewer, Act.WRITE);
    var form = new Form(fields);
    Drafts.Of of = form.of();
    OwnArticle own = of == null ? null : articles.own(viewer, of.item(), of.lang());
    WritingPage page = page(own, form);
    Notes notes = Notes.sent(own, fields);
    try {
      return switch (saved(viewer, form).outcome()) {
        case Drafts.Outcome.Saved(Draft draft) -> SeeOther.done(draft.path(), "draft-saved");
        case Drafts.Outcome.Moved(Draft theirs) -> show(HttpStatus.CONFLICT, page.besides(theirs), notes);
      };
    } catch (Refused refused) {
      return show(HttpStatus.UNPROCESSABLE_CONTENT, page.with(refused.problems()), notes);
    }
  }

  /** By an open page, every few seconds. */
  @PostMapping(path = "/drafts", params = "quiet=1")
  @Limited(Limit.SAVE)
  ModelAndView saveQuietly(Viewer viewer, @RequestParam MultiValueMap<String, String> fields) {
    Guard.require(viewer, Act.WRITE);
    var form = new Form(fields);
    try {
      Saving saving = saved(viewer, form);
      return switch (saving.outcome()) {
        case Drafts.Outcome.Saved(Draft draft) -> told(HttpStatus.OK, new SavedPage(Drafts.Mark.of(draft),
            saving.merged() ? draft.typed() : null, null, List.of()));
        case Drafts.Outcome.Moved(Draft theirs) -> told(HttpStatus.CONFLICT,
            new SavedPage(new Drafts.Mark(theirs.id(), theirs.version(), null), null, theirs, List.of()));
      };
    } catch (Refused refused) {
      return told(HttpStatus.UNPROCESSABLE_CONTENT,
          new SavedPage(form.mark(), null, null, refused.problems()));
    }
  }

  @PostMapping("/drafts/{draft:\\d{1,18}}/discard")
  @Limited(Limit.CHANGE)
  ModelAndView discard(Viewer viewer, @PathVariable long draft) {
    drafts.discard(viewer, draft, true);
    return SeeOther.done("/drafts", "draft-discarded");
  }

  @PostMapping("/drafts/{draft:\\d{1,18}}/restore")
  @Limited(Limit.CHANGE)
  ModelAndView restore(Viewer viewer, @PathVariable long draft) {
    drafts.discard(viewer, draft, false);
    return SeeOther.done(drafts.own(viewer, draft).path(), "draft-restored");
  }

  /** @param merged whether what is saved is not what was typed */
  private record Saving(Drafts.Outcome outcome, boolean merged) {}

  /** What another window has saved meanwhile is put together with what was typed, if the form says what both began from. */
  private Saving saved(Viewer viewer, Form form) {
    Typed typed = Drafts.checked(form.typed());
    Sources sources = form.sources();
    Drafts.Outcome outcome = drafts.save(viewer, form.mark(), typed, sources.kept(), form.of(), form.key());
    if (outcome instanceof Drafts.Outcome.Moved(Draft theirs) && form.base() != null) {
      Typed base = Drafts.checked(form.base());
      Optional<String> title = Merge.of(base.title(), typed.title(), theirs.title());
      Optional<String> body = Merge.of(base.body(), typed.body(), theirs.body());
      if (title.isPresent() && body.isPresent()) {
        Typed both = new Typed(title.get(), body.get(), typed.channel(), typed.language());
        return new Saving(drafts.save(viewer, Drafts.Mark.of(theirs), Drafts.checked(both),
            sources.and(Sources.kept(theirs.sources())).kept(), form.of(), form.key()), true);
      }
    }
    return new Saving(outcome, false);
  }

  private WritingPage page(@Nullable OwnArticle own, Form form) {
    WritingPage page = own == null ? WritingPage.of(form.typed(), WritingPage.Drafting.NONE)
        : WritingPage.of(own).typed(form.title(), form.body(), form.revision());
    return page.on(WritingPage.Drafting.on(form.mark())).in(site.now().language(form.typed().language()), null);
  }

  private static ModelAndView show(HttpStatus status, WritingPage page, Notes notes) {
    var view = new ModelAndView("article/write", "page", page).addObject("notes", notes);
    view.setStatus(status);
    return view;
  }

  private static ModelAndView told(HttpStatus status, SavedPage page) {
    var view = new ModelAndView("article/saved", "page", page);
    view.setStatus(status);
    return view;
  }

  /** The fields of the form for an article, as they were sent. */
  private final class Form {
    private final MultiValueMap<String, String> fields;

    Form(MultiValueMap<String, String> fields) {
      this.fields = fields;
    }

    private String field(String name) {
      return Objects.requireNonNullElse(fields.getFirst(name), "");
    }

    String title() {
      return field("title");
    }

    String body() {
      return field("body");
    }

    Sources sources() {
      return Sources.typed(fields);
    }

    String key() {
      return field("form_key");
    }

    Typed typed() {
      Drafts.Of of = of();
      return new Typed(title(), body(), of == null ? field("channel") : "", of == null ? field("language") : of.lang().tag());
    }

    Drafts.Mark mark() {
      return DraftController.mark(field("draft"), field("version"));
    }

    /** What the page had last saved; null if it does not say so. */
    @Nullable Typed base() {
      return fields.containsKey("base.body") ? new Typed(field("base.title"), field("base.body"), "", "") : null;
    }

    Drafts.@Nullable Of of() {
      if (field("item").isEmpty()) {
        return null;
      }
      Lang lang = site.now().language(field("language"));
      if (lang == null || !NUMBER.matcher(field("item")).matches()) {
        throw Refusal.notFound();
      }
      return new Drafts.Of(Long.parseLong(field("item")), lang, revision());
    }

    int revision() {
      return SMALL.matcher(field("revision")).matches() ? Integer.parseInt(field("revision")) : 0;
    }
  }

  /** Of the form's fields {@code draft} and {@code version}; what is no number is no draft. */
  static Drafts.Mark mark(String draft, String version) {
    return NUMBER.matcher(draft).matches() && SMALL.matcher(version).matches()
        ? new Drafts.Mark(Long.parseLong(draft), Integer.parseInt(version), null) : Drafts.Mark.NONE;
  }
}
