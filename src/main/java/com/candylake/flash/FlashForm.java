package com.candylake.flash;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What a form for a flash shows.
 *
 * @param language a tag; empty: to be detected
 * @param revision of the text that is being edited; 0 for a new flash
 * @param now the text as somebody has changed it meanwhile; empty: nobody has
 */
public record FlashForm(String body, String language, int revision, String now, List<Refusal.Problem> problems) {
  static final FlashForm EMPTY = new FlashForm("", "", 0, "", List.of());
}
