package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.cache.Shown;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.item.Revision;
import com.candylake.item.TextChoice;
import com.candylake.item.TextHead;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What articles said before. Who may read an article may read what it was while anybody could. */
@Service
public class Histories {
  static final int PAGE = 20;
  private final Items items;

  Histories(Items items) {
    this.items = items;
  }

  /**
   * Revisions of one text.
   *
   * @param head the text
   * @param revisions the newest first; one more than a page has, if there are more
   */
  record Past(Item item, TextHead head, List<TextHead> texts, List<Revision> revisions) {}

  /**
   * One revision and the one that it is compared with.
   *
   * @param before null: it is the first
   */
  record Step(Item item, TextHead head, Revision revision, @Nullable Revision before) {}

  /**
   * The revisions of the text that the reader gets, in three queries.
   *
   * @param below the number that they are below
   */
  @Transactional(readOnly = true)
  public Past past(Viewer viewer, Reads reads, long id, @Nullable Lang asked, int below) {
    Item item = items.visibleTo(viewer, id, Kind.ARTICLE);
    List<TextHead> texts = items.texts(item);
    TextHead head = TextChoice.choose(texts, item.lang(), reads, asked);
    List<Revision> revisions = items.revisions(viewer, item, head.lang(), below, PAGE + 1);
    revisions.forEach(r -> Shown.member(r.author()));
    return new Past(item, head, texts, revisions);
  }

  /**
   * A revision and the one before it, in three queries; or the one that {@code from} names, in four. Where readers have not
   * seen that one, the last that they had seen then stands for it.
   *
   * @throws com.candylake.base.Refused not found, if there is no such revision for this viewer
   */
  @Transactional(readOnly = true)
  public Step step(Viewer viewer, Reads reads, long id, @Nullable Lang asked, int number, @Nullable Integer from) {
    Item item = items.visibleTo(viewer, id, Kind.ARTICLE);
    TextHead head = TextChoice.choose(items.texts(item), item.lang(), reads, asked);
    List<Revision> two = items.revisions(viewer, item, head.lang(), number + 1, 2);
    if (two.isEmpty() || two.getFirst().number() != number || from != null && (from < 1 || from >= number)) {
      throw Refusal.notFound();
    }
    Revision before = two.size() == 1 ? null : two.getLast();
    if (before != null && from != null && from < before.number()) {
      before = items.revisions(viewer, item, head.lang(), from + 1, 1).stream().findFirst().orElse(null);
    }
    Shown.member(two.getFirst().author());
    return new Step(item, head, two.getFirst(), before);
  }
}
