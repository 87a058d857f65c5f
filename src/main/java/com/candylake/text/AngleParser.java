package com.candylake.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Reads what begins with {@code <}: an autolink is a link, a tag is text as it was typed, anything else is the
 * character. It stands before the library's own parsers, which look from every {@code <} to the end of the block for
 * what closes it.
 */
final class AngleParser implements InlineContentParser {
  private static final int MAX_LENGTH = 2000;
  private static final Pattern URI = Pattern.compile("[a-zA-Z][a-zA-Z0-9.+-]{1,31}:[^<>\\x00-\\x20]*+");
  private static final Pattern EMAIL = Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9.-]{1,253}");
  private static final Pattern TAG = Pattern.compile("/?[a-zA-Z][a-zA-Z0-9-]*+(?:[\\s/].*+)?", Pattern.DOTALL);

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position start = scanner.position();
    for (int i = 0; i < MAX_LENGTH && scanner.peek() != '>' && scanner.peek() != '<'; i++) {
      if (!scanner.hasNext()) {
        break;
      }
      scanner.next();
    }
    if (scanner.peek() != '>') {
      return ParsedInline.of(new Text("<"), start);
    }
    String content = scanner.getSource(start, scanner.position()).getContent();
    scanner.next();
    if (URI.matcher(content).matches()) {
      return ParsedInline.of(link(content, content), scanner.position());
    }
    if (EMAIL.matcher(content).matches()) {
      return ParsedInline.of(link("mailto:" + content, content), scanner.position());
    }
    if (TAG.matcher(content).matches()) {
      return ParsedInline.of(new Text("<" + content + ">"), scanner.position());
    }
    return ParsedInline.of(new Text("<"), start);
  }

  private static Link link(String destination, String text) {
    Link link = new Link(destination, null);
    link.appendChild(new Text(text));
    return link;
  }

  static final class Factory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('<');
    }

    @Override
    public InlineContentParser create() {
      return new AngleParser();
    }
  }
}
