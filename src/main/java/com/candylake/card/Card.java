package com.candylake.card;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import com.candylake.item.Addresses;
import com.candylake.item.Counts;
import com.candylake.item.TextOrigin;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The small view of an item: what lists and threads show of it, in one of its languages.
 *
 * @param html the whole text of a flash or a reply; empty for an article
 * @param excerpt the beginning as plain text
 * @param lang the language of the text shown; {@code original} that of the original
 * @param facts what the guard has to know of it
 * @param parent for a reply, what it answers; else null
 * @param mine what the viewer has done to it; nothing, until {@link Marks} are put on it
 */
public record Card(long id, ItemFacts facts, Lang lang, Lang original, TextOrigin origin, String title, String excerpt,
    String html, String authorName, @Nullable Channel channel, Instant publishedAt, boolean edited, Counts counts,
    @Nullable Long parent, @Nullable Long thread, Mark mine) {
  /** What ends a sentence. By a pattern it took an eighth of the home page's time. */
  private static final String ENDS = "。！？.!?」』”’）)";
  private static final Pattern OWN_ELLIPSIS = Pattern.compile("…(</[a-z]+>|\\s)*$");

  /** The same for a member who has done that to it. */
  Card with(Mark mark) {
    return new Card(id, facts, lang, original, origin, title, excerpt, html, authorName, channel, publishedAt, edited, counts,
        parent, thread, mark);
  }

  /** Bytes of memory, about. */
  int weight() {
    return 2 * (title.length() + excerpt.length() + html.length()) + 500;
  }

  public Kind kind() {
    return facts.kind();
  }

  /** Where it stands. */
  public String path() {
    return kind() == Kind.REPLY ? Addresses.any(id) : Addresses.item(kind(), id);
  }

  public String authorPath() {
    return Addresses.member(authorName);
  }

  public boolean isTranslated() {
    return !lang.equals(original);
  }

  public boolean isMachineMade() {
    return origin == TextOrigin.MACHINE;
  }

  /** Whether the beginning is all there is: a flash that a list need not cut. A text may end in an ellipsis of its own. */
  public boolean isShort() {
    return !excerpt.endsWith("…") || OWN_ELLIPSIS.matcher(html).find();
  }

  /** What it is called where there is room for a line: a flash has no title and is called by its beginning. */
  public String headline() {
    return title.isEmpty() ? summary() : title;
  }

  /** The beginning for a list of articles: what ends with a sentence needs no mark that it was cut. */
  public String summary() {
    int mark = excerpt.length() - 1;
    return excerpt.endsWith("…") && mark > 0 && ENDS.indexOf(excerpt.charAt(mark - 1)) >= 0 ? excerpt.substring(0, mark)
        : excerpt;
  }

  /** The beginning without the mark that it was cut. */
  public String cut() {
    return isShort() ? excerpt : excerpt.substring(0, excerpt.length() - 1).stripTrailing();
  }
}
