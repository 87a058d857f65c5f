package com.candylake.item;

import com.candylake.base.Lang;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item's current text in one language as it was typed.
 *
 * @param markdown what was rendered; passed the gate
 * @param ofRevision for a translation, the revision of the original that it translates
 */
public record Manuscript(Lang lang, String title, String markdown, TextOrigin origin, int revision,
    @Nullable Integer ofRevision) {
  boolean says(NewText text) {
    return title.equals(text.title()) && markdown.equals(text.markdown()) && origin == text.origin()
        && Objects.equals(ofRevision, text.ofRevision());
  }
}
