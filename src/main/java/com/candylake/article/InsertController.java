package com.candylake.article;

import com.candylake.base.Problems;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.Upload;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.media.MediaFiles;
import com.candylake.setting.Site;
import com.candylake.text.InputGate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Images of an article without a script: the same page again, with what was typed, and the image at the end of the text. */
@Controller
class InsertController {
  private static final Pattern REVISION = Pattern.compile("\\d{1,9}");
  private static final int DESCRIPTION = 300;
  private final Articles articles;
  private final MediaFiles files;
  private final Site site;

  InsertController(Articles articles, MediaFiles files, Site site) {
    this.articles = articles;
    this.files = files;
    this.site = site;
  }

  /** @param article the article that is edited; null: a new one is written */
  @PostMapping(Upload.PATH)
  @Limited(Limit.UPLOAD)
  ModelAndView insert(Viewer viewer, @RequestAttribute(name = Upload.ATTRIBUTE, required = false) @Nullable Upload upload,
      @RequestParam(defaultValue = "") String alt, @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String language, @RequestParam(defaultValue = "") String revision,
      @RequestParam(defaultValue = "") String draft, @RequestParam(defaultValue = "") String version,
      @RequestParam(required = false) @Nullable Long article, @RequestParam MultiValueMap<String, String> fields) {
    var drafting = WritingPage.Drafting.on(DraftController.mark(draft, version));
    OwnArticle own = article == null ? null : articles.own(viewer, article, site.now().language(language));
    Notes notes = Notes.sent(own, fields);
    WritingPage page = own == null
        ? WritingPage.of(new Typed(title, body, channel, language), drafting).in(site.now().language(language), null)
        : WritingPage.of(own).on(drafting)
            .typed(title, body, REVISION.matcher(revision).matches() ? Integer.parseInt(revision) : 0);
    var problems = new Problems();
    try {
      String said = problems.check(() -> InputGate.line("alt", alt, 0, DESCRIPTION));
      problems.refuse();
      String markdown = files.take(viewer, upload).markdown(said == null ? "" : said);
      return show(HttpStatus.OK, page.inserting(markdown), notes);
    } catch (Refused refused) {
      return switch (refused.refusal()) {
        case Refusal.Invalid(var wrong) -> show(HttpStatus.UNPROCESSABLE_CONTENT, page.with(wrong), notes);
        case Refusal.TooLarge tooLarge -> show(HttpStatus.CONTENT_TOO_LARGE, page.with(List.of(
            Refusal.Problem.of("file", "media.size", Upload.MOST >> 20))), notes);
        default -> throw refused;
      };
    }
  }

  private static ModelAndView show(HttpStatus status, WritingPage page, Notes notes) {
    var view = new ModelAndView("article/write", "page", page).addObject("notes", notes);
    view.setStatus(status);
    return view;
  }
}
