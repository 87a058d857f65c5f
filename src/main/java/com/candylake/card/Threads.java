package com.candylake.card;

import com.candylake.base.Key;
import com.candylake.base.Page;
import com.candylake.base.Reads;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The replies under an item, in threads. A page of any length costs two queries. */
@Service
public class Threads {
  /** How many replies a page shows. */
  public static final int PAGE = 20;
  private final CardStore store;
  private final Cards cards;

  Threads(CardStore store, Cards cards) {
    this.store = store;
    this.cards = cards;
  }

  /**
   * A reply and those that answer it.
   *
   * @param apart whether what it answers does not stand above it: it is on the page before, or not public any more
   */
  public record Node(Card card, List<Node> replies, boolean apart) {}

  /**
   * The replies, oldest thread first.
   *
   * @param item as seen by the viewer: the replies of what they may not see they do not see
   * @param size how many replies at the most
   */
  @Transactional(readOnly = true)
  public Page<Node> under(Viewer viewer, Reads reads, Item item, @Nullable Key after, int size) {
    Guard.require(viewer, Act.READ, item.facts());
    List<CardStore.Place> places = store.replies(item.id(), after, size + 1);
    List<CardStore.Place> shown = places.subList(0, Math.min(size, places.size()));
    Key next = places.size() > size ? new Key(shown.getLast().at(), shown.getLast().item()) : null;
    return new Page<>(tree(item.id(), cards.of(viewer,
        shown.stream().map(CardStore.Place::item).toList(), reads, item.facts())), next);
  }

  private static List<Node> tree(long root, List<Card> replies) {
    Map<Long, Node> nodes = new HashMap<>();
    var top = new ArrayList<Node>();
    for (Card reply : replies) {
      long parent = reply.parent() == null ? root : reply.parent();
      Node above = nodes.get(parent);
      var node = new Node(reply, new ArrayList<>(), above == null && parent != root);
      nodes.put(reply.id(), node);
      (above == null ? top : above.replies).add(node);
    }
    return top;
  }
}
