package com.candylake.text;

import com.candylake.base.Lang;
import com.candylake.base.MediaName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders CommonMark 0.31 to HTML that may stand in a page of anybody: HTML that people type is text, links carry
 * {@code rel="ugc nofollow noopener"} and lead to the web, to mail or into the site, images come from the site, and the
 * result passes an allow-list. Any input is rendered without deep recursion, and 100,000 characters take at most
 * about a second however they are chosen; longer ones are for the caller to refuse.
 *
 * <p>Beyond CommonMark: {@code ~~strikethrough~~} (two tildes, since one stands between numbers in Chinese and
 * Japanese), bare addresses as links, and emphasis next to the punctuation of Chinese, Japanese and Korean.
 */
public final class Markdown {
  /** Raised when the same source renders to other HTML, so that stored texts are rendered again. */
  public static final int VERSION = 2;

  private static final double CODE_WEIGHT = 0.5;
  private static final int MAX_OPEN_BLOCKS = 40;
  private static final int ENOUGH_FOR_AN_EXCERPT = 10_000;

  /** In the order in which they are tried. No HTML: its patterns recurse, and to us a tag is text anyway. */
  private static final Set<Class<? extends Block>> BLOCKS = new LinkedHashSet<>(List.of(BlockQuote.class, Heading.class,
      FencedCodeBlock.class, ThematicBreak.class, ListBlock.class, IndentedCodeBlock.class));

  private static final Parser ARTICLES = parser()
      .extensions(List.of(FootnotesExtension.create()))
      .customBlockParserFactory(new NarrowTables())
      .build();
  private static final Parser OUTLINES = parser()
      .extensions(List.of(FootnotesExtension.create()))
      .customBlockParserFactory(new NarrowTables())
      .inlineParserFactory(context -> (lines, node) -> { })
      .includeSourceSpans(IncludeSourceSpans.BLOCKS)
      .build();
  private static final HtmlRenderer ARTICLE_HTML = renderer()
      .attributeProviderFactory(context -> new HeadingIds())
      .nodeRendererFactory(ScrollingTables::new)
      .nodeRendererFactory(Figure.Renderer::new)
      .extensions(List.of(TablesExtension.create(), FootnotesExtension.create()))
      .build();
  private static final Parser REMARKS = parser().build();
  private static final HtmlRenderer REMARK_HTML = renderer().build();

  private Markdown() {}

  /**
   * A text as it is stored beside its source.
   *
   * @param html safe to write into a page as it is
   * @param excerpt plain text, not escaped: the beginning, of 240 characters, of which Chinese, Japanese and Korean
   *     ones count twice, and {@code …} if there is more
   * @param readingSeconds at least 1
   * @param media the names of the files of this site that it shows or links to
   */
  public record Rendered(String html, String excerpt, int readingSeconds, Set<MediaName> media) {}

  /**
   * Renders a text that has a page of its own: with tables, footnotes and headings h2 to h4. Ids begin with {@code s-}
   * (headings) and {@code fn} (footnotes).
   *
   * @param markdown what {@link InputGate#text} let through
   * @param lang the language of the text, by which characters are counted and lines joined
   */
  public static Rendered article(String markdown, Lang lang) {
    Node document = ARTICLES.parse(CjkEmphasis.mark(markdown));
    new Tidy(document, lang.isHanOrKana()).article(markdown.length());
    return rendered(document, ARTICLE_HTML, lang);
  }

  /**
   * Renders a text of which several stand in one page, a flash or a reply: without tables, footnotes and ids, and with
   * headings as paragraphs in bold.
   *
   * @param markdown what {@link InputGate#text} let through
   * @param lang the language of the text, by which characters are counted and lines joined
   */
  public static Rendered remark(String markdown, Lang lang) {
    Node document = REMARKS.parse(CjkEmphasis.mark(markdown));
    new Tidy(document, lang.isHanOrKana()).remark(markdown.length());
    return rendered(document, REMARK_HTML, lang);
  }

  /** The blocks of an article with the lines that they stand in, and nothing of what is in the lines. */
  static Node outline(String markdown) {
    return OUTLINES.parse(markdown);
  }

  /** The parsed text of a flash or reply, as it was typed: for reading, not for rendering. */
  static Node parsed(String markdown) {
    return REMARKS.parse(markdown);
  }

  private static Parser.Builder parser() {
    Extension strikethrough = StrikethroughExtension.builder().requireTwoTildes(true).build();
    return Parser.builder()
        .enabledBlockTypes(BLOCKS)
        .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
        .inlineParserFactory(BoundedInlines::new)
        .customInlineContentParserFactory(new AngleParser.Factory())
        .extensions(List.of(strikethrough));
  }

  private static HtmlRenderer.Builder renderer() {
    return HtmlRenderer.builder()
        .escapeHtml(true)
        .percentEncodeUrls(true)
        .attributeProviderFactory(context -> Markdown::setAttributes)
        .extensions(List.of(StrikethroughExtension.create()));
  }

  private static void setAttributes(Node node, String tagName, Map<String, String> attributes) {
    if (tagName.equals("pre")) {
      // what scrolls must be reachable by keyboard
      attributes.put("tabindex", "0");
    } else if (node instanceof Image image) {
      MediaName.at(image.getDestination()).ifPresent(name -> OwnImages.setAttributes(name, attributes));
    }
  }

  private static Rendered rendered(Node document, HtmlRenderer renderer, Lang lang) {
    String html = AllowList.sanitize(renderer.render(document));
    return new Rendered(html, excerpt(document), readingSeconds(document, lang), media(document));
  }

  private static Set<MediaName> media(Node document) {
    var media = new LinkedHashSet<MediaName>();
    for (Node node : Tree.below(document)) {
      switch (node) {
        case Image image -> MediaName.at(image.getDestination()).ifPresent(media::add);
        case Link link -> MediaName.at(link.getDestination()).ifPresent(media::add);
        default -> { }
      }
    }
    return Set.copyOf(media);
  }

  private static String excerpt(Node document) {
    StringBuilder paragraphs = new StringBuilder();
    StringBuilder all = new StringBuilder();
    for (Node node : Tree.below(document)) {
      if (paragraphs.length() > ENOUGH_FOR_AN_EXCERPT) {
        break;
      }
      switch (node) {
        case Paragraph p -> {
          String text = Tree.text(p);
          append(all, text);
          if (!Tree.isInside(p, BlockQuote.class) && !Tree.isInside(p, FootnoteDefinition.class)) {
            append(paragraphs, text);
          }
        }
        case Heading h -> append(all, Tree.text(h));
        case TableCell t -> append(all, Tree.text(t));
        case FencedCodeBlock c -> append(all, c.getLiteral());
        case IndentedCodeBlock c -> append(all, c.getLiteral());
        default -> { }
      }
    }
    return Excerpts.of((paragraphs.isEmpty() ? all : paragraphs).toString());
  }

  private static void append(StringBuilder to, String text) {
    String s = text.strip();
    if (s.isEmpty() || to.length() > ENOUGH_FOR_AN_EXCERPT) {
      return;
    }
    if (!to.isEmpty()) {
      int last = to.codePointBefore(to.length());
      // a full-width stop has its blank in it
      if (!Cjk.isPunctuation(last) && !(Cjk.isUnspaced(last) && Cjk.isUnspaced(s.codePointAt(0)))) {
        to.append(' ');
      }
    }
    to.append(s);
  }

  private static int readingSeconds(Node document, Lang lang) {
    ReadingTime time = new ReadingTime(lang.tag().equals("ja") || lang.tag().startsWith("ja-"));
    for (Node node : Tree.below(document)) {
      switch (node) {
        case Text text -> time.add(text.getLiteral(), 1);
        case Code code -> time.add(code.getLiteral(), 1);
        case FencedCodeBlock code -> time.add(code.getLiteral(), CODE_WEIGHT);
        case IndentedCodeBlock code -> time.add(code.getLiteral(), CODE_WEIGHT);
        default -> { }
      }
    }
    return time.seconds();
  }
}
