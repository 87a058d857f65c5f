package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.item.Manuscript;
import com.candylake.item.NewText;
import com.candylake.item.Revision;
import com.candylake.item.TextOrigin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Putting articles into other languages, beside the original. */
@Service
public class Translations {
  private final Items items;

  Translations(Items items) {
    this.items = items;
  }

  /**
   * What a translator works on.
   *
   * @param began what the original said when the translation, or what is typed, was begun; {@code of} its revision
   * @param there the translation as it stands; null: there is none yet
   */
  record Work(Item item, Lang to, Manuscript original, String began, int of, @Nullable Manuscript there) {}

  /** An article that the viewer may put into another language. */
  @Transactional(readOnly = true)
  public Item item(Viewer viewer, long id) {
    Item item = items.visibleTo(viewer, id, Kind.ARTICLE);
    Guard.require(viewer, Act.TRANSLATE, item.facts());
    return item;
  }

  /**
   * The same with its text and the translation that there is; at the most five queries.
   *
   * @param from the revision of the original that what is typed was begun from; null: the one that the translation is of
   * @throws com.candylake.base.Refused conflict, if the viewer knows no such revision
   */
  @Transactional(readOnly = true)
  public Work work(Viewer viewer, long id, Lang to, @Nullable Integer from) {
    Item item = item(viewer, id);
    if (to.equals(item.lang())) {
      throw Refusal.notFound();
    }
    Manuscript original = items.manuscript(item, item.lang()).orElseThrow(Refusal::notFound);
    Manuscript there = items.manuscript(item, to).orElse(null);
    Integer of = from != null ? from : there == null ? null : there.ofRevision();
    if (of == null || of == original.revision()) {
      return new Work(item, to, original, original.markdown(), original.revision(), there);
    }
    // what its author has never shown is no editor's to see, whatever number a form sends
    Revision began = items.revisions(viewer, item, item.lang(), Math.clamp(of, 0, original.revision()) + 1, 1).stream()
        .filter(r -> r.number() == of).findFirst().orElse(null);
    if (began == null && from != null) {
      throw new Refused(new Refusal.Conflict());
    }
    return began == null ? new Work(item, to, original, original.markdown(), of, there)
        : new Work(item, to, original, began.markdown(), of, there);
  }

  /**
   * Keeps a translation; the same text once more is not kept.
   *
   * @param expected the revision of the translation that it began from; 0: there was none
   * @throws com.candylake.base.Refused conflict, if another is there
   */
  @Transactional
  public void keep(Viewer viewer, Work work, String title, String body, int expected) {
    NewText text = Articles.text(new NewArticle.Text(work.to(), title, body, TextOrigin.TRANSLATOR), work.of());
    items.translate(viewer, work.item().id(), text, expected);
  }
}
