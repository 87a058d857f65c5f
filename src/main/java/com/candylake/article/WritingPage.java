package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.text.Markdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the form for writing an article shows.
 *
 * @param lang the language that the text is taken to be in; null if nothing tells
 * @param guess the same where the author has not said so: to be confirmed
 * @param title of the preview
 * @param preview null: nothing to show
 * @param own the article that is edited; null for a new one
 * @param revision of its text, from which the typed one began; 0 for a new one
 * @param unsaved whether something typed would be lost by leaving
 * @param moved whether the text has changed since the author opened it
 */
public record WritingPage(Typed typed, List<Refusal.Problem> problems, @Nullable Lang lang, @Nullable Lang guess,
    String title, Markdown.@Nullable Rendered preview, @Nullable OwnArticle own, int revision, boolean unsaved,
    boolean moved) {
  /** The fields as they were sent: nobody has looked at them. */
  public record Typed(String title, String body, String channel, String language) {
    boolean isEmpty() {
      return title.isEmpty() && body.isEmpty();
    }
  }

  /** A new article. */
  static WritingPage of(Typed typed) {
    return new WritingPage(typed, List.of(), null, null, "", null, null, 0, !typed.isEmpty(), false);
  }

  /** A known one, as it stands. */
  static WritingPage of(OwnArticle own) {
    return new WritingPage(new Typed(own.text().title(), own.text().markdown(),
        own.channel() == null ? "" : own.channel().slug(), own.lang().tag()), List.of(), own.lang(), null, "", null, own,
        own.text().revision(), false, false);
  }

  WritingPage in(@Nullable Lang chosen, @Nullable Lang guessed) {
    return new WritingPage(typed, problems, chosen == null ? guessed : chosen, guessed, title, preview, own, revision,
        unsaved, moved);
  }

  /** The guess stands selected in the form, as if it had been chosen. */
  WritingPage confirming(@Nullable Lang guessed) {
    return guessed == null ? this : new WritingPage(new Typed(typed.title, typed.body, typed.channel, guessed.tag()),
        problems, lang, guess, title, preview, own, revision, unsaved, moved);
  }

  WritingPage with(List<Refusal.Problem> wrong) {
    return new WritingPage(typed, List.copyOf(wrong), lang, guess, title, preview, own, revision, unsaved, moved);
  }

  WritingPage showing(String ofTitle, Markdown.@Nullable Rendered rendered) {
    return new WritingPage(typed, problems, lang, guess, ofTitle, rendered, own, revision, unsaved, moved);
  }

  WritingPage typed(String newTitle, String newBody, int from) {
    return new WritingPage(new Typed(newTitle, newBody, typed.channel, typed.language), problems, lang, guess, title,
        preview, own, from, true, moved);
  }

  WritingPage movedOn() {
    return new WritingPage(typed, problems, lang, guess, title, preview, own, revision, unsaved, true);
  }

  /** Where the form is sent. */
  public String action() {
    return own == null ? "/write" : "/a/" + own.id() + "/edit?lang=" + own.lang();
  }
}
