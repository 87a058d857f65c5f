package com.candylake.card;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Replies under an item, as a tree. */
public final class Threads {
  /** How many replies a page shows. */
  public static final int PAGE = 20;

  private Threads() {}

  /**
   * A reply and those that answer it.
   *
   * @param apart whether what it answers does not stand above it: it is on the page before, or not public any more
   */
  public record Node(Card card, List<Node> replies, boolean apart) {
    /** It and all that stand under it. */
    Stream<Card> cards() {
      return Stream.concat(Stream.of(card), replies.stream().flatMap(Node::cards));
    }
  }

  static List<Node> tree(long root, List<Card> replies) {
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
