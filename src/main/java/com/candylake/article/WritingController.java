package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.base.Problems;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.channel.Channel;
import com.candylake.channel.ChannelMap;
import com.candylake.form.SeeOther;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Kind;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.item.Source;
import com.candylake.item.TextOrigin;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.setting.Site;
import com.candylake.text.InputGate;
import com.candylake.text.LanguageGuess;
import com.candylake.text.Markdown;
import com.candylake.text.RichPaste;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Writing articles, with a preview, and editing one's own. */
@Controller
class WritingController {
  private static final String TEMPLATE = "article/write";
  private static final int MOST_ADVICE = 3;
  private static final Pattern REVISION = Pattern.compile("\\d{1,9}");
  private static final int OTHERS = 3;
  private final Articles articles;
  private final Drafts drafts;
  private final ChannelMap channels;
  private final Site site;

  WritingController(Articles articles, Drafts drafts, ChannelMap channels, Site site) {
    this.articles = articles;
    this.drafts = drafts;
    this.channels = channels;
    this.site = site;
  }

  @GetMapping("/write")
  ModelAndView ask(Viewer viewer) {
    Guard.require(viewer, Act.WRITE);
    List<Draft> others = drafts.all(viewer, OTHERS).stream().filter(draft -> draft.discardedAt() == null).toList();
    return show(HttpStatus.OK, WritingPage.of(Typed.NOTHING, new WritingPage.Drafting(Drafts.Mark.NONE, null, others)));
  }

  /** Asked for again and again while one writes. */
  @PostMapping(path = "/write", params = "preview")
  @Limited(Limit.PREVIEW)
  ModelAndView preview(Viewer viewer, Reads reads, @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String language, @RequestParam(defaultValue = "") String draft,
      @RequestParam(defaultValue = "") String version, @RequestParam MultiValueMap<String, String> fields) {
    Guard.require(viewer, Act.WRITE);
    Lang chosen = chosen(language);
    var drafting = WritingPage.Drafting.on(DraftController.mark(draft, version));
    WritingPage page = WritingPage.of(new Typed(title, body, channel, language), drafting)
        .in(chosen, chosen != null ? null : guess(title, body, reads));
    return show(HttpStatus.OK, previewed(page), advised(Notes.sent(null, fields), page));
  }

  /** One more row for a source, or one less: without JavaScript too. */
  @PostMapping(path = "/write", params = {"row", "!preview"})
  @Limited(Limit.PREVIEW)
  ModelAndView row(Viewer viewer, @RequestParam String row, @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String language, @RequestParam(defaultValue = "") String draft,
      @RequestParam(defaultValue = "") String version, @RequestParam MultiValueMap<String, String> fields) {
    Guard.require(viewer, Act.WRITE);
    var drafting = WritingPage.Drafting.on(DraftController.mark(draft, version));
    return show(HttpStatus.OK, WritingPage.of(new Typed(title, body, channel, language), drafting),
        Notes.NONE.typed(Sources.typed(fields).with(row)));
  }

  @PostMapping(path = "/write", params = {"!row", "!preview"})
  @Limited(Limit.POST)
  ModelAndView write(Viewer viewer, Reads reads, @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String language, @RequestParam(defaultValue = "") String draft,
      @RequestParam(defaultValue = "") String version, @RequestParam(name = "form_key", defaultValue = "") String formKey,
      @RequestParam MultiValueMap<String, String> fields) {
    Guard.require(viewer, Act.WRITE);
    Drafts.Mark mark = DraftController.mark(draft, version);
    WritingPage page = WritingPage.of(new Typed(title, body, channel, language), WritingPage.Drafting.on(mark));
    Lang chosen = chosen(language);
    Lang guess = chosen != null ? null : guess(title, body, reads);
    Problems problems = problems(title, body);
    Notes notes = Notes.sent(null, fields);
    List<Source> sources = notes.sources().checked(problems);
    Optional<Channel> into = channels.bySlug(channel);
    if (into.isEmpty()) {
      problems.add("channel", "article.channel.missing");
    }
    if (chosen == null) {
      problems.add("language", guess == null ? "article.language.missing" : "article.language.confirm");
    }
    try {
      problems.refuse();
      var text = new NewArticle.Text(Objects.requireNonNull(chosen), title, body, TextOrigin.AUTHOR);
      long id = articles.write(viewer, new NewArticle(Objects.requireNonNull(viewer.member()), into.orElseThrow().id(),
          Stage.PUBLISHED, null, List.of(text), sources), formKey, mark);
      return SeeOther.done(Addresses.item(Kind.ARTICLE, id), "published");
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.Conflict) {
        return show(HttpStatus.CONFLICT, page.in(chosen, guess).besides(drafts.own(viewer, mark.id())), notes);
      }
      return show(HttpStatus.UNPROCESSABLE_CONTENT, page.confirming(guess).in(chosen, guess).with(refused.problems()),
          notes);
    }
  }

  /** What was pasted into the text, as Markdown. */
  @PostMapping("/paste")
  @Limited(Limit.PREVIEW)
  ResponseEntity<String> paste(Viewer viewer, @RequestParam(defaultValue = "") String html) {
    Guard.require(viewer, Act.WRITE);
    return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(RichPaste.markdown(html));
  }

  @GetMapping("/a/{id:\\d{1,18}}/edit")
  ModelAndView askToEdit(Viewer viewer, @PathVariable long id, @RequestParam(required = false) @Nullable String lang) {
    OwnArticle own = articles.own(viewer, id, asked(lang));
    WritingPage page = WritingPage.of(own);
    Optional<Draft> draft = drafts.of(viewer, id, own.lang());
    return show(HttpStatus.OK, previewed(draft.map(page::resuming).orElse(page)),
        draft.map(saved -> Notes.of(own).typed(Sources.kept(saved.sources()))).orElseGet(() -> Notes.of(own)));
  }

  @PostMapping("/a/{id:\\d{1,18}}/edit")
  @Limited(Limit.CHANGE)
  ModelAndView edit(Viewer viewer, @PathVariable long id, @RequestParam(required = false) @Nullable String lang,
      @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String body,
      @RequestParam(defaultValue = "") String revision, @RequestParam(defaultValue = "") String preview,
      @RequestParam(defaultValue = "") String draft, @RequestParam(defaultValue = "") String version,
      @RequestParam(defaultValue = "") String row, @RequestParam(defaultValue = "") String correction,
      @RequestParam(required = false) @Nullable String cited, @RequestParam MultiValueMap<String, String> fields) {
    OwnArticle own = articles.own(viewer, id, asked(lang));
    // without a number it began from nothing that is there
    int from = REVISION.matcher(revision).matches() ? Integer.parseInt(revision) : 0;
    Drafts.Mark mark = DraftController.mark(draft, version);
    WritingPage page = WritingPage.of(own).typed(title, body, from).on(WritingPage.Drafting.on(mark));
    Notes notes = Notes.sent(own, fields);
    if (!preview.isEmpty()) {
      return show(HttpStatus.OK, previewed(page), advised(notes, page));
    }
    if (!row.isEmpty()) {
      return show(HttpStatus.OK, page, notes.typed(notes.sources().with(row)));
    }
    try {
      Problems problems = problems(title, body);
      // who has no readers has nobody to tell
      String note = notes.isPublic() ? problems.check(() -> Articles.correction(correction)) : "";
      List<Source> sources = cited == null ? null : notes.sources().checked(problems);
      problems.refuse();
      if (sources != null && !sources.equals(own.sources()) && !notes.cited().equals(Sources.digest(own.sources()))) {
        return show(HttpStatus.CONFLICT, page, notes.movedOn(own.sources()));
      }
      articles.edit(viewer, own, new Articles.Edit(title, body, from, Objects.requireNonNullElse(note, ""), sources), mark);
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.Conflict) {
        OwnArticle now = articles.own(viewer, id, own.lang());
        WritingPage typed = WritingPage.of(now).typed(title, body, now.text().revision()).on(page.draft());
        WritingPage again = now.text().revision() == from ? typed : typed.movedOn();
        return show(HttpStatus.CONFLICT, drafts.of(viewer, id, own.lang())
            .filter(theirs -> theirs.id() == mark.id() && theirs.version() != mark.version())
            .map(again::besides).orElse(again), notes);
      }
      return show(HttpStatus.UNPROCESSABLE_CONTENT, page.with(refused.problems()), notes);
    }
    return SeeOther.done(Addresses.item(Kind.ARTICLE, id) + "?lang=" + own.lang(), "edited");
  }

  private Notes advised(Notes notes, WritingPage page) {
    Lang lang = page.lang() == null ? site.now().firstLanguage() : page.lang();
    String text = (page.typed().title() + "\n" + page.typed().body()).toLowerCase(lang.locale());
    return notes.advising(site.now().vague(lang).stream()
        .filter(phrase -> text.contains(phrase.toLowerCase(lang.locale()))).limit(MOST_ADVICE).toList());
  }

  private static ModelAndView show(HttpStatus status, WritingPage page, Notes notes) {
    return show(status, page).addObject("notes", notes);
  }

  private static ModelAndView show(HttpStatus status, WritingPage page) {
    var view = new ModelAndView(TEMPLATE, "page", page);
    view.setStatus(status);
    return view;
  }

  private @Nullable Lang asked(@Nullable String lang) {
    return lang == null ? null : site.now().language(lang);
  }

  /** The language that the form says; where a site has one there is nothing to choose. */
  private @Nullable Lang chosen(String language) {
    List<Lang> languages = site.now().languages();
    return languages.size() == 1 ? languages.getFirst() : site.now().language(language);
  }

  private @Nullable Lang guess(String title, String body, Reads reads) {
    return LanguageGuess.of(title + "\n\n" + body, site.now().languages(), reads.languages())
        .map(LanguageGuess::lang).orElse(null);
  }

  /** As much of it as can be shown: what is missing is not yet wrong. */
  private WritingPage previewed(WritingPage page) {
    var problems = new Problems();
    String title = problems.check(() -> InputGate.line("title", page.typed().title(), 0, Articles.TITLE));
    String body = problems.check(() -> InputGate.text("body", page.typed().body(), 0, Articles.BODY));
    Lang lang = page.lang() == null ? site.now().firstLanguage() : page.lang();
    return page.with(problems.found()).showing(title == null ? "" : title,
        body == null || body.isBlank() ? null : Markdown.article(body, lang));
  }

  /** All that is wrong with a text, so that it can be put right at once. */
  private static Problems problems(String title, String body) {
    var problems = new Problems();
    problems.check(() -> InputGate.line("title", title, 1, Articles.TITLE));
    problems.check(() -> InputGate.text("body", body, 1, Articles.BODY));
    return problems;
  }
}
