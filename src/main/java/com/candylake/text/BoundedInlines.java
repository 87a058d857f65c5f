package com.candylake.text;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/**
 * Parses the inside of a block, unless it holds so many openings of emphasis, links and images that it is an attack:
 * then it stays as typed. The library recurses once for each level of emphasis, and copies the text between brackets
 * for each pair, so without a bound a paragraph can end the stack or take quadratic time.
 */
final class BoundedInlines implements InlineParser {
  /** Enough for five hundred words in bold in one paragraph; half a megabyte of stack bears it. */
  static final int MAX_OPENINGS = 2000;
  private final InlineParser parser;

  BoundedInlines(InlineParserContext context) {
    parser = new InlineParserImpl(context);
  }

  @Override
  public void parse(SourceLines lines, Node node) {
    int openings = 0;
    boolean empty = true;
    for (SourceLine line : lines.getLines()) {
      openings += openings(line.getContent());
      empty = empty && line.getContent().isEmpty();
    }
    // a table pads its rows with empty cells, and setting the parser up for each costs more than the rest
    if (empty) {
      return;
    }
    if (openings <= MAX_OPENINGS) {
      parser.parse(lines, node);
      return;
    }
    for (SourceLine line : lines.getLines()) {
      if (node.getFirstChild() != null) {
        node.appendChild(new SoftLineBreak());
      }
      node.appendChild(new Text(line.getContent().toString().strip()));
    }
  }

  private static int openings(CharSequence line) {
    int n = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '[') {
        n++;
      } else if (c == '*' || c == '_' || c == '~') {
        int end = i + 1;
        while (end < line.length() && line.charAt(end) == c) {
          end++;
        }
        if (end < line.length() && line.charAt(end) != ' ') {
          n += end - i;
        }
        i = end - 1;
      }
    }
    return n;
  }
}
