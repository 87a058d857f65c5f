package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.text.Markdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the form for writing an article shows.
 *
 * @param draft what is kept of it while it is written
 * @param lang the language that the text is taken to be in; null if nothing tells
 * @param guess the same where the author has not said so: to be confirmed
 * @param title of the preview
 * @param preview null: nothing to show
 * @param own the article that is edited; null for a new one
 * @param revision of its text, from which the typed one began; 0 for a new one
 * @param unsaved whether something typed would be lost by leaving
 * @param moved whether the text has changed since the author opened it
 */
public record WritingPage(Typed typed, Drafting draft, List<Refusal.Problem> problems, @Nullable Lang lang,
    @Nullable Lang guess, String title, Markdown.@Nullable Rendered preview, @Nullable OwnArticle own, int revision,
    boolean unsaved, boolean moved) {
  /**
   * What is kept of it.
   *
   * @param theirs what another window has saved since this one began; sent again, the form replaces it
   * @param others what else the author has begun, the one last written on first
   */
  public record Drafting(Drafts.Mark mark, @Nullable Draft theirs, List<Draft> others) {
    static final Drafting NONE = new Drafting(Drafts.Mark.NONE, null, List.of());

    static Drafting on(Drafts.Mark mark) {
      return new Drafting(mark, null, List.of());
    }
  }

  /** A new article. */
  static WritingPage of(Typed typed, Drafting draft) {
    return new WritingPage(typed, draft, List.of(), null, null, "", null, null, 0,
        !typed.isEmpty() && draft.mark().savedAt() == null, false);
  }

  /** A known one, as it stands. */
  static WritingPage of(OwnArticle own) {
    return new WritingPage(new Typed(own.text().title(), own.text().markdown(),
        own.channel() == null ? "" : own.channel().slug(), own.lang().tag()), Drafting.NONE, List.of(), own.lang(), null, "",
        null, own, own.text().revision(), false, false);
  }

  /** It goes on from what was saved while it was edited; the text may have moved on since. */
  WritingPage resuming(Draft saved) {
    WritingPage page = typed(saved.title(), saved.body(), revision).on(Drafting.on(Drafts.Mark.of(saved)));
    return saved.revision() == revision ? page : page.movedOn();
  }

  WritingPage in(@Nullable Lang chosen, @Nullable Lang guessed) {
    return new WritingPage(typed, draft, problems, chosen == null ? guessed : chosen, guessed, title, preview, own, revision,
        unsaved, moved);
  }

  /** The guess stands selected in the form, as if it had been chosen. */
  WritingPage confirming(@Nullable Lang guessed) {
    return guessed == null ? this : new WritingPage(new Typed(typed.title(), typed.body(), typed.channel(), guessed.tag()),
        draft, problems, lang, guess, title, preview, own, revision, unsaved, moved);
  }

  WritingPage with(List<Refusal.Problem> wrong) {
    return new WritingPage(typed, draft, List.copyOf(wrong), lang, guess, title, preview, own, revision, unsaved, moved);
  }

  WritingPage on(Drafting drafting) {
    return new WritingPage(typed, drafting, problems, lang, guess, title, preview, own, revision, unsaved, moved);
  }

  /** Another window has saved something else: the form goes on from there, and replaces it if it is sent again. */
  WritingPage besides(Draft theirs) {
    return on(new Drafting(new Drafts.Mark(theirs.id(), theirs.version(), null), theirs, List.of()));
  }

  WritingPage showing(String ofTitle, Markdown.@Nullable Rendered rendered) {
    return new WritingPage(typed, draft, problems, lang, guess, ofTitle, rendered, own, revision, unsaved, moved);
  }

  WritingPage typed(String newTitle, String newBody, int from) {
    return new WritingPage(new Typed(newTitle, newBody, typed.channel(), typed.language()), draft, problems, lang, guess,
        title, preview, own, from, true, moved);
  }

  /** With a paragraph more at the end of the text. */
  WritingPage inserting(String markdown) {
    String body = typed.body().isBlank() ? markdown : typed.body().stripTrailing() + "\n\n" + markdown;
    return new WritingPage(new Typed(typed.title(), body + "\n", typed.channel(), typed.language()), draft, problems, lang,
        guess, title, preview, own, revision, true, moved);
  }

  WritingPage movedOn() {
    return new WritingPage(typed, draft, problems, lang, guess, title, preview, own, revision, unsaved, true);
  }

  /** Where the form is sent. */
  public String action() {
    return own == null ? "/write" : "/a/" + own.id() + "/edit?lang=" + own.lang();
  }
}
