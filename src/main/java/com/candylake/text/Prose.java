package com.candylake.text;

import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** What somebody says in Markdown, without markup, code and addresses. */
final class Prose {
  private static final int ENOUGH = 40_000;
  // each begins only where no character before belongs to it, and takes all there is: linear
  private static final Pattern ADDRESSES = Pattern.compile(
      "(?<![A-Za-z0-9])(?:https?://|www\\.)[!-~]++|(?<![\\w.+-])[\\w.+-]++@[\\w.-]++", Pattern.CASE_INSENSITIVE);

  private Prose() {}

  /** The prose of the first 40,000 characters, a line for each paragraph. */
  static String of(String markdown) {
    Node document = Markdown.parsed(markdown.substring(0, Math.min(ENOUGH, markdown.length())));
    StringBuilder prose = new StringBuilder();
    StringBuilder indented = new StringBuilder();
    for (Node node : Tree.below(document)) {
      switch (node) {
        case Text text -> prose.append(text.getLiteral());
        case SoftLineBreak b -> prose.append(' ');
        case HardLineBreak b -> prose.append(' ');
        // who has not heard of Markdown begins a paragraph with spaces
        case IndentedCodeBlock code -> indented.append(code.getLiteral()).append('\n');
        case Block block -> prose.append('\n');
        default -> { }
      }
    }
    boolean said = prose.codePoints().anyMatch(Character::isLetter);
    return ADDRESSES.matcher(said ? prose : indented).replaceAll(" ");
  }
}
