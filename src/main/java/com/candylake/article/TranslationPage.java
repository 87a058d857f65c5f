package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.item.Item;
import com.candylake.item.Manuscript;
import com.candylake.text.Blocks;
import com.candylake.text.Difference;
import com.candylake.text.Effort;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the form for a translation shows: the original and, beside each of its paragraphs, a field.
 *
 * @param to the language of the translation
 * @param of the revision of the original that what stands in the fields was begun from
 * @param revision of the translation that it was begun from; 0: there was none
 * @param uneven whether the paragraphs of the translation could not be told apart as those of the original
 * @param moved whether the translation has changed since the form was opened: {@code there} is what stands now
 */
public record TranslationPage(Item item, Lang to, Manuscript original, int of, int revision, String title, List<Row> rows,
    boolean uneven, boolean unsaved, boolean moved, @Nullable Manuscript there, List<Refusal.Problem> problems) {
  /** As many fields as the form has; of more paragraphs neighbours share one. */
  static final int MOST = 200;

  /** What has become of a paragraph since the translation was begun. */
  public enum Since { SAME, CHANGED, NEW, GONE }

  /**
   * One paragraph of the original with its translation.
   *
   * @param number of the field, from 0 on; -1: it is gone, and has none
   * @param difference from what it was, where it has changed
   */
  public record Row(int number, String original, String translation, Since since, @Nullable Difference difference) {
    public String field() {
      return "block." + number;
    }
  }

  /** The form as it is opened. */
  static TranslationPage of(Translations.Work work) {
    Manuscript there = work.there();
    List<String> began = Blocks.of(work.began(), MOST);
    List<String> made = there == null ? List.of() : Blocks.of(there.markdown(), MOST);
    boolean uneven = !made.isEmpty() && made.size() != began.size();
    return new TranslationPage(work.item(), work.to(), work.original(), work.of(), there == null ? 0 : there.revision(),
        there == null ? "" : there.title(), rows(work, began, uneven ? fitted(made, began.size()) : made), uneven, false, false,
        there, List.of());
  }

  /**
   * The form with what was typed into it.
   *
   * @param fields by number
   */
  static TranslationPage typed(Translations.Work work, String title, List<String> fields, int revision) {
    List<String> began = Blocks.of(work.began(), MOST);
    return new TranslationPage(work.item(), work.to(), work.original(), work.original().revision(), revision, title,
        rows(work, began, fitted(fields, began.size())), false, true, false, work.there(), List.of());
  }

  TranslationPage with(List<Refusal.Problem> wrong) {
    return new TranslationPage(item, to, original, of, revision, title, rows, uneven, unsaved, moved, there,
        List.copyOf(wrong));
  }

  /** Whoever saves again replaces the translation that is there now. */
  TranslationPage movedOn() {
    return new TranslationPage(item, to, original, of, there == null ? 0 : there.revision(), title, rows, uneven, unsaved, true,
        there, problems);
  }

  /** Whether the original has moved on. */
  public boolean isStale() {
    return of < original.revision();
  }

  /** From the top, and what is left over in the last. */
  private static List<String> fitted(List<String> made, int fields) {
    if (made.size() <= fields) {
      return made;
    }
    var fitted = new ArrayList<>(made.subList(0, fields - 1));
    fitted.add(Blocks.join(made.subList(fields - 1, made.size())));
    return fitted;
  }

  /**
   * Each paragraph of the original as it stands with the translation of the one that it was.
   *
   * @param made by the paragraphs of the original as it was; may be fewer
   */
  private static List<Row> rows(Translations.Work work, List<String> began, List<String> made) {
    List<String> now = Blocks.of(work.original().markdown(), MOST);
    Lang lang = work.original().lang();
    var effort = new Effort();
    var rows = new ArrayList<Row>();
    int field = 0;
    for (AbstractDelta<String> delta : Patch.generate(began, now, new MyersDiff<String>().computeDiff(began, now, null), true)
        .getDeltas()) {
      List<String> from = delta.getSource().getLines();
      List<String> to = delta.getTarget().getLines();
      int at = delta.getSource().getPosition();
      for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
        String translation = i < from.size() && at + i < made.size() ? made.get(at + i) : "";
        if (i >= to.size()) {
          rows.add(new Row(-1, from.get(i), translation, Since.GONE, null));
        } else if (delta.getType() == DeltaType.EQUAL) {
          rows.add(new Row(field++, to.get(i), translation, Since.SAME, null));
        } else if (i >= from.size()) {
          rows.add(new Row(field++, to.get(i), "", Since.NEW, null));
        } else {
          rows.add(new Row(field++, to.get(i), translation, Since.CHANGED,
              Difference.of(from.get(i), to.get(i), lang, effort)));
        }
      }
    }
    return List.copyOf(rows);
  }
}
