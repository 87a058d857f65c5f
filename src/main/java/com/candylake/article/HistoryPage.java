package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.item.Item;
import com.candylake.item.Revision;
import com.candylake.item.TextHead;
import com.candylake.text.Difference;
import com.candylake.text.Effort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the list of an article's revisions shows.
 *
 * @param head the text, and {@code texts} all there are
 * @param older the number below which there are more; null: there are none
 */
public record HistoryPage(Item item, TextHead head, List<TextHead> texts, List<Entry> entries, @Nullable Integer older) {
  /**
   * One revision.
   *
   * @param first whether there is none before it
   * @param added characters in title and text, and {@code removed} those that are gone
   */
  public record Entry(Revision revision, boolean first, int added, int removed) {}

  /** Compares each with the one before: not in a transaction. */
  static HistoryPage of(Histories.Past past) {
    List<Revision> revisions = past.revisions();
    var entries = new ArrayList<Entry>();
    var effort = new Effort();
    Lang lang = past.head().lang();
    int shown = Math.min(Histories.PAGE, revisions.size());
    for (int i = 0; i < shown; i++) {
      Revision after = revisions.get(i);
      Revision before = i + 1 < revisions.size() ? revisions.get(i + 1) : null;
      if (before == null) {
        entries.add(new Entry(after, true, 0, 0));
      } else {
        Difference title = Difference.of(before.title(), after.title(), lang, effort);
        Difference body = Difference.of(before.markdown(), after.markdown(), lang, effort);
        entries.add(new Entry(after, false, title.added() + body.added(), title.removed() + body.removed()));
      }
    }
    return new HistoryPage(past.item(), past.head(), past.texts(), entries,
        revisions.size() > shown ? Integer.valueOf(revisions.get(shown - 1).number()) : null);
  }
}
