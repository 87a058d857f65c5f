package com.candylake.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Walks through parsed Markdown without recursion, since people choose how deep it is. */
final class Tree {
  private Tree() {}

  /**
   * All nodes below one, in the order of the document, as they are now: the tree may be changed while going through.
   */
  static List<Node> below(Node root) {
    List<Node> nodes = new ArrayList<>();
    Node node = root.getFirstChild();
    while (node != null) {
      nodes.add(node);
      node = node.getFirstChild() != null ? node.getFirstChild() : after(node, root);
    }
    return nodes;
  }

  /** The next node that is not inside this one. */
  private static @Nullable Node after(Node node, Node root) {
    Node n = node;
    while (n != null && n != root) {
      if (n.getNext() != null) {
        return n.getNext();
      }
      n = n.getParent();
    }
    return null;
  }

  static boolean isInside(Node node, Class<? extends Node> type) {
    for (Node n = node.getParent(); n != null; n = n.getParent()) {
      if (type.isInstance(n)) {
        return true;
      }
    }
    return false;
  }

  /** The text below a node, with a space for each line break; what is said of an image only if it is asked for. */
  static String text(Node root) {
    StringBuilder s = new StringBuilder();
    for (Node node : below(root)) {
      switch (node) {
        case Text text -> s.append(root instanceof Image || !isInside(text, Image.class) ? text.getLiteral() : "");
        case Code code -> s.append(code.getLiteral());
        case SoftLineBreak b -> s.append(' ');
        case HardLineBreak b -> s.append(' ');
        default -> { }
      }
    }
    return s.toString();
  }

  /** Puts the children of a node in its place. */
  static void unwrap(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
      node.insertBefore(child);
    }
    node.unlink();
  }

  /** Puts a node in the place of another and gives it the other's children. */
  static void replace(Node old, Node by) {
    old.insertBefore(by);
    for (Node child = old.getFirstChild(); child != null; child = old.getFirstChild()) {
      by.appendChild(child);
    }
    old.unlink();
  }
}
