package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.item.Item;
import com.candylake.item.Revision;
import com.candylake.item.TextHead;
import com.candylake.text.Difference;
import com.candylake.text.Effort;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison of two revisions of an article's text shows.
 *
 * @param before null: there is none, and the text is shown as it was
 */
public record DifferencePage(Item item, TextHead head, Revision revision, @Nullable Revision before, Difference title,
    Difference body) {
  /** Compares: not in a transaction. */
  static DifferencePage of(Histories.Step step) {
    Revision after = step.revision();
    Revision before = step.before() == null ? after : step.before();
    var effort = new Effort();
    Lang lang = step.head().lang();
    return new DifferencePage(step.item(), step.head(), after, step.before(),
        Difference.of(before.title(), after.title(), lang, effort),
        Difference.of(before.markdown(), after.markdown(), lang, effort));
  }

  public boolean isCoarse() {
    return title.coarse() || body.coarse();
  }

  public boolean isSame() {
    return title.isEmpty() && body.isEmpty();
  }
}
