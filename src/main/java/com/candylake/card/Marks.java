package com.candylake.card;

import com.candylake.base.Page;
import java.util.List;
import java.util.Map;

/**
 * What a member has done to the items of a page, put on cards that are the same for everybody.
 *
 * @param follows whether the member follows what the page is about
 */
public record Marks(Map<Long, Mark> byItem, boolean follows) {
  static final Marks NONE = new Marks(Map.of(), false);

  public Mark of(long item) {
    return byItem.getOrDefault(item, Mark.NONE);
  }

  List<Card> on(List<Card> cards) {
    return byItem.isEmpty() ? cards : cards.stream().map(this::on).toList();
  }

  Page<Card> on(Page<Card> page) {
    return byItem.isEmpty() ? page : new Page<>(on(page.items()), page.next());
  }

  /** Around an item; its neighbours are only named. */
  public Lists.Around on(Lists.Around around) {
    return byItem.isEmpty() ? around : new Lists.Around(
        new Page<>(around.replies().items().stream().map(this::on).toList(), around.replies().next()), around.neighbours(),
        on(around.newest()));
  }

  private Threads.Node on(Threads.Node node) {
    return new Threads.Node(on(node.card()), node.replies().stream().map(this::on).toList(), node.apart());
  }

  private Card on(Card card) {
    Mark mine = byItem.get(card.id());
    return mine == null ? card : card.with(mine);
  }
}
