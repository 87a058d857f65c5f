package com.candylake.form;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What a form for a short text shows: a flash or a reply, new or about to be edited.
 *
 * @param language a tag; empty: to be detected
 * @param revision of the text that is being edited; 0 for a new one
 * @param now the text as somebody has changed it meanwhile; empty: nobody has
 */
public record TextForm(String body, String language, int revision, String now, List<Refusal.Problem> problems) {
  public static final TextForm EMPTY = typed("", "", List.of());

  public static TextForm typed(String body, String language, List<Refusal.Problem> problems) {
    return new TextForm(body, language, 0, "", problems);
  }

  public static TextForm editing(String body, String language, int revision, List<Refusal.Problem> problems) {
    return new TextForm(body, language, revision, "", problems);
  }

  /** What was typed from a text that has moved on; sent again, it overwrites the text that is shown. */
  public static TextForm movedOn(String body, String language, int revision, String now) {
    return new TextForm(body, language, revision, now, List.of(Refusal.Problem.of("revision", "form.moved-on")));
  }
}
