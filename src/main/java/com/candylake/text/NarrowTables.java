package com.candylake.text;

import org.commonmark.ext.gfm.tables.internal.TableBlockParser;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Starts a table of at most {@value #MAX_COLUMNS} columns; a wider one stays a paragraph. Every row is padded to the
 * width of the head, so that 100,000 characters could ask for a hundred million cells.
 */
final class NarrowTables implements BlockParserFactory {
  static final int MAX_COLUMNS = 20;
  private final BlockParserFactory tables = new TableBlockParser.Factory();

  @Override
  public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
    // asked first, because the library copies the paragraph so far for each of its lines
    return isDelimiterRow(state.getLine().getContent(), state.getIndex())
        ? tables.tryStart(state, matched) : BlockStart.none();
  }

  private static boolean isDelimiterRow(CharSequence line, int from) {
    int pipes = 0;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '|') {
        pipes++;
      } else if (c != '-' && c != ':' && c != ' ' && c != '\t') {
        return false;
      }
    }
    return pipes > 0 && pipes <= MAX_COLUMNS + 1;
  }
}
