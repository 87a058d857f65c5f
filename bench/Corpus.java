import com.candylake.base.Lang;
import com.candylake.text.Markdown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * News that nobody wrote, in one language: sentences put together from word lists, and paragraphs and remarks rendered once
 * by the platform's own renderer. An article is a choice of them, and its HTML the same choice of HTML.
 */
final class Corpus {
  private static final int PARAGRAPHS = 2_000;
  private static final int REMARKS = 4_000;
  private static final Pattern SLOT = Pattern.compile("\\{([a-z])}");

  record Piece(String markdown, String html, String excerpt, int seconds) {}

  /** A text as {@code item_text} holds it. */
  record Text(String title, String markdown, String html, String excerpt, int seconds) {}

  final Lang lang;
  private final Words words;
  private final List<Piece> paragraphs = new ArrayList<>();
  private final List<Piece> headings = new ArrayList<>();
  private final List<Piece> flashes = new ArrayList<>();
  private final List<Piece> replies = new ArrayList<>();

  Corpus(String tag, long seed) {
    lang = new Lang(tag);
    words = Words.of(tag);
    var dice = new SplittableRandom(seed ^ tag.hashCode());
    for (int i = 0; i < PARAGRAPHS; i++) {
      paragraphs.add(piece(Markdown.article(source(dice, 4, 7), lang), last));
    }
    var titles = new HashSet<String>();
    while (headings.size() < 200) {
      String title = fill(words.pick(dice, words.headings()), dice);
      if (titles.add(title)) {
        headings.add(piece(Markdown.article("## " + title, lang), "## " + title));
      }
    }
    for (int i = 0; i < REMARKS; i++) {
      flashes.add(piece(Markdown.remark(source(dice, 1, 4), lang), last));
      replies.add(piece(Markdown.remark(remark(dice), lang), last));
    }
    check(dice);
  }

  private String last = "";

  private String source(SplittableRandom dice, int least, int most) {
    var text = new StringBuilder();
    for (int left = dice.nextInt(least, most); left > 0; left--) {
      text.append(text.isEmpty() ? "" : words.gap()).append(fill(words.pick(dice, words.sentences()), dice));
    }
    return last = text.toString();
  }

  private String remark(SplittableRandom dice) {
    var text = new StringBuilder(fill(words.pick(dice, words.remarks()), dice));
    for (int left = dice.nextInt(3); left > 0; left--) {
      text.append(words.gap()).append(fill(words.pick(dice, left == 1 ? words.sentences() : words.remarks()), dice));
    }
    return last = text.toString();
  }

  private static Piece piece(Markdown.Rendered rendered, String markdown) {
    return new Piece(markdown, rendered.html(), rendered.excerpt(), rendered.readingSeconds());
  }

  private String fill(String sentence, SplittableRandom dice) {
    Matcher slots = SLOT.matcher(sentence);
    return slots.replaceAll(slot -> Matcher.quoteReplacement(words.slot(slot.group(1).charAt(0), dice)));
  }

  Text article(SplittableRandom dice) {
    var markdown = new StringBuilder();
    var html = new StringBuilder();
    int seconds = 0;
    Piece first = paragraphs.get(dice.nextInt(PARAGRAPHS));
    int count = dice.nextInt(words.paragraphs() - 3, words.paragraphs() + 4);
    int heading = dice.nextInt(headings.size());
    for (int i = 0; i < count; i++) {
      if (i > 0 && i % 3 == 0) {
        heading = (heading + 7) % headings.size();
        seconds += add(headings.get(heading), markdown, html);
      }
      seconds += add(i == 0 ? first : paragraphs.get(dice.nextInt(PARAGRAPHS)), markdown, html);
    }
    String excerpt = first.excerpt();
    if (!excerpt.endsWith("…")) {
      excerpt = Markdown.article(markdown.toString(), lang).excerpt();
    }
    return new Text(fill(words.pick(dice, words.titles()), dice), markdown.toString(), html.toString(), excerpt, seconds);
  }

  private static int add(Piece piece, StringBuilder markdown, StringBuilder html) {
    markdown.append(markdown.isEmpty() ? "" : "\n\n").append(piece.markdown());
    html.append(piece.html());
    return piece.seconds();
  }

  Text flash(SplittableRandom dice) {
    return text(flashes.get(dice.nextInt(REMARKS)));
  }

  Text reply(SplittableRandom dice) {
    return text(replies.get(dice.nextInt(REMARKS)));
  }

  private static Text text(Piece piece) {
    return new Text("", piece.markdown(), piece.html(), piece.excerpt(), piece.seconds());
  }

  /** What is put together here must be what the renderer makes of the whole. */
  private void check(SplittableRandom dice) {
    for (int i = 0; i < 20; i++) {
      Text text = article(dice);
      Markdown.Rendered whole = Markdown.article(text.markdown(), lang);
      if (!whole.html().equals(text.html()) || !whole.excerpt().equals(text.excerpt())) {
        throw new IllegalStateException("not as rendered in " + lang.tag() + ":\n" + text.html() + "\n" + whole.html()
            + "\n" + text.excerpt() + "\n" + whole.excerpt());
      }
    }
  }

  String name(SplittableRandom dice, int number) {
    return words.pick(dice, words.names()) + number;
  }
}
