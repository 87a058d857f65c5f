package com.candylake.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** A text in Markdown as its paragraphs, headings, lists and quotations, each as it was typed. */
public final class Blocks {
  private Blocks() {}

  /**
   * The outermost blocks; joined they are the same text, but for blank lines.
   *
   * @param markdown what {@link InputGate#text} let through
   * @param most how many at the most: of more, neighbours are taken together
   */
  public static List<String> of(String markdown, int most) {
    String[] lines = markdown.split("\n", -1);
    var starts = new ArrayList<Integer>();
    for (Node block = Markdown.outline(markdown).getFirstChild(); block != null; block = block.getNext()) {
      int line = block.getSourceSpans().stream().mapToInt(SourceSpan::getLineIndex).min().orElse(0);
      if (starts.isEmpty() || line > starts.getLast()) {
        starts.add(starts.isEmpty() ? 0 : line);
      }
    }
    var blocks = new ArrayList<String>();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : lines.length;
      var block = new ArrayList<String>(List.of(lines).subList(starts.get(i), end));
      while (!block.isEmpty() && block.getLast().isBlank()) {
        block.removeLast();
      }
      while (!block.isEmpty() && block.getFirst().isBlank()) {
        block.removeFirst();
      }
      if (!block.isEmpty()) {
        blocks.add(String.join("\n", block));
      }
    }
    return blocks.size() <= most ? List.copyOf(blocks) : grouped(blocks, (blocks.size() + most - 1) / most);
  }

  /** One text of blocks: those that are blank are left out. */
  public static String join(List<String> blocks) {
    return blocks.stream().filter(block -> !block.isBlank()).collect(Collectors.joining("\n\n"));
  }

  private static List<String> grouped(List<String> blocks, int size) {
    var groups = new ArrayList<String>();
    for (int i = 0; i < blocks.size(); i += size) {
      groups.add(join(blocks.subList(i, Math.min(i + size, blocks.size()))));
    }
    return List.copyOf(groups);
  }
}
