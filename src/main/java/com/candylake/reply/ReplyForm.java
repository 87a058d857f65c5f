package com.candylake.reply;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What a form for a reply shows.
 *
 * @param language a tag; empty: to be detected
 * @param revision of the text that is being edited; 0 for a new reply
 * @param now the text as somebody has changed it meanwhile; empty: nobody has
 */
public record ReplyForm(String body, String language, int revision, String now, List<Refusal.Problem> problems) {
  public static final ReplyForm EMPTY = new ReplyForm("", "", 0, "", List.of());
}
