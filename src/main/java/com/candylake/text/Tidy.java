package com.candylake.text;

import com.candylake.base.MediaName;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.DefinitionMap;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** What happens to parsed Markdown before it is rendered: the rules of this platform, each a pass over the tree. */
final class Tidy {
  private static final int MAX_INLINE_DEPTH = 32;
  // into the site, but not with a second slash of either kind: a browser takes what follows for a host
  static final Pattern LINK = Pattern.compile("(?is)(?:https?://|mailto:).+|#.*|/(?:[^/\\\\].*)?");
  /** Images in one text; each of them is ten times as long in HTML as where the text refers to it. */
  private static final int MOST_IMAGES = 200;

  private final Node document;
  private final boolean unspaced;

  /** @param unspaced whether the text's language has no spaces between words */
  Tidy(Node document, boolean unspaced) {
    this.document = document;
    this.unspaced = unspaced;
  }

  void article(int sourceLength) {
    inlines(sourceLength);
    for (Node node : Tree.below(document)) {
      if (node instanceof Heading heading) {
        // the page's own title is its h1
        heading.setLevel(Math.clamp(heading.getLevel(), 2, 4));
      } else if (node instanceof Paragraph) {
        Figure.frame(node);
      }
    }
    numberFootnotes();
  }

  void remark(int sourceLength) {
    inlines(sourceLength);
    for (Node node : Tree.below(document)) {
      if (node instanceof Heading) {
        Node strong = new StrongEmphasis("**");
        Tree.replace(node, strong);
        Node paragraph = new Paragraph();
        strong.insertBefore(paragraph);
        paragraph.appendChild(strong);
      }
    }
  }

  private void inlines(int sourceLength) {
    flatten();
    clean();
    placeImages();
    checkLinks(sourceLength);
    for (Node node : Tree.below(document)) {
      if (node instanceof Text text && !Tree.isInside(text, Link.class) && !Tree.isInside(text, Image.class)) {
        BareLinks.linkify(text);
      }
    }
    joinLines();
  }

  /** Takes away emphasis that is nested deeper than anybody means it: the renderer recurses. */
  private void flatten() {
    for (Node node : Tree.below(document)) {
      if (node instanceof Emphasis || node instanceof StrongEmphasis || node instanceof Strikethrough
          || node instanceof Link || node instanceof Image) {
        int depth = 0;
        for (Node n = node; n != null && !(n instanceof Block) && depth <= MAX_INLINE_DEPTH; n = n.getParent()) {
          depth++;
        }
        if (depth > MAX_INLINE_DEPTH) {
          Tree.unwrap(node);
        }
      }
    }
  }

  /** Takes out of every string the marks of {@link CjkEmphasis}, and what a character reference smuggled in. */
  private void clean() {
    for (Node node : Tree.below(document)) {
      switch (node) {
        case Text text -> text.setLiteral(clean(text.getLiteral()));
        case Code code -> code.setLiteral(clean(code.getLiteral()));
        case IndentedCodeBlock code -> code.setLiteral(clean(code.getLiteral()));
        case FencedCodeBlock code -> {
          code.setLiteral(clean(code.getLiteral()));
          code.setInfo(cleanOrNull(code.getInfo()));
        }
        case Link link -> {
          link.setDestination(clean(link.getDestination()));
          link.setTitle(cleanOrNull(link.getTitle()));
        }
        case Image image -> {
          image.setDestination(clean(image.getDestination()));
          image.setTitle(cleanOrNull(image.getTitle()));
        }
        default -> { }
      }
    }
  }

  private static @Nullable String cleanOrNull(@Nullable String s) {
    return s == null ? null : clean(s);
  }

  private static String clean(String s) {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (Character.isSurrogate(c) || InputGate.refuses(c)) {
        return s.codePoints().filter(p -> !InputGate.refuses(p))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
      }
    }
    return s;
  }

  /** Images of other sites would tell those who reads what here: they become links. */
  private void placeImages() {
    int placed = 0;
    for (Node node : Tree.below(document)) {
      if (node instanceof Image image && (!isOwn(image) || ++placed > MOST_IMAGES)) {
        if (Tree.text(image).isBlank()) {
          image.appendChild(new Text(image.getDestination()));
        }
        if (Tree.isInside(image, Link.class) || Tree.isInside(image, Image.class)) {
          Tree.unwrap(image);
        } else {
          Tree.replace(image, new Link(image.getDestination(), image.getTitle()));
        }
      }
    }
  }

  private static boolean isOwn(Image image) {
    return MediaName.at(image.getDestination()).filter(MediaName::isImage).isPresent();
  }

  private void checkLinks(int sourceLength) {
    // the links that are written out can never be longer than the source; references to one definition can repeat it
    long budget = 2L * sourceLength;
    for (Node node : Tree.below(document)) {
      if (node instanceof Link link) {
        budget -= link.getDestination().length() + (link.getTitle() == null ? 0 : link.getTitle().length());
        boolean nested = Tree.isInside(link, Link.class) || Tree.isInside(link, Image.class);
        if (nested || budget < 0 || !LINK.matcher(link.getDestination()).matches()) {
          Tree.unwrap(link);
        }
      }
    }
  }

  /** A line that an author wrapped between two Han or kana characters goes on without a space. */
  private void joinLines() {
    int last = 0;
    Node pending = null;
    for (Node node : Tree.below(document)) {
      String literal = switch (node) {
        case Text text -> text.getLiteral();
        case Code code -> code.getLiteral();
        default -> "";
      };
      if (!literal.isEmpty()) {
        if (pending != null && joins(last, literal.codePointAt(0))) {
          pending.unlink();
        }
        pending = null;
        last = literal.codePointBefore(literal.length());
      } else if (node instanceof SoftLineBreak) {
        pending = node;
      } else if (node instanceof Block || node instanceof HardLineBreak || node instanceof Image) {
        pending = null;
        last = 0;
      }
    }
  }

  private boolean joins(int before, int after) {
    boolean shared = unspaced && (Cjk.isUnspaced(before) || Cjk.isUnspaced(after));
    return (Cjk.isUnspaced(before) || (shared && Cjk.isSharedPunctuation(before)))
        && (Cjk.isUnspaced(after) || (shared && Cjk.isSharedPunctuation(after)));
  }

  /** Footnotes are called by number, so that no id in the page is what a person typed. */
  private void numberFootnotes() {
    DefinitionMap<FootnoteDefinition> definitions = new DefinitionMap<>(FootnoteDefinition.class);
    Map<Node, String> numbers = new HashMap<>();
    for (Node node : Tree.below(document)) {
      if (node instanceof FootnoteDefinition definition) {
        if (definitions.putIfAbsent(definition.getLabel(), definition) == null) {
          numbers.put(definition, String.valueOf(numbers.size() + 1));
        } else {
          definition.unlink();
        }
      }
    }
    for (Node node : Tree.below(document)) {
      if (node instanceof FootnoteReference reference) {
        Node definition = definitions.get(reference.getLabel());
        Tree.replace(reference, new FootnoteReference(String.valueOf(numbers.get(definition))));
      } else if (node instanceof FootnoteDefinition definition) {
        Tree.replace(definition, new FootnoteDefinition(String.valueOf(numbers.get(definition))));
      }
    }
  }
}
