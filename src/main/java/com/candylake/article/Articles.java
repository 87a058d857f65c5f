package com.candylake.article;

import com.candylake.base.Key;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.cache.PageCache;
import com.candylake.card.Card;
import com.candylake.card.ListQuery;
import com.candylake.card.Lists;
import com.candylake.card.Mark;
import com.candylake.channel.ChannelMap;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.item.Manuscript;
import com.candylake.item.NewItem;
import com.candylake.item.NewText;
import com.candylake.item.Source;
import com.candylake.item.TextOrigin;
import com.candylake.item.Texts;
import com.candylake.text.InputGate;
import com.candylake.text.Markdown;
import com.candylake.text.Toc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writing and reading articles. */
@Service
public class Articles {
  /** The longest title, in characters as people count them. */
  public static final int TITLE = 120;
  /** The longest body. */
  public static final int BODY = 100_000;
  /** The longest note of a correction. */
  public static final int CORRECTION = 500;
  private static final int FLASHES_BESIDE = 8;
  private final Items items;
  private final Lists lists;
  private final ChannelMap channels;
  private final PageCache cache;
  private final Drafts drafts;

  Articles(Items items, Lists lists, ChannelMap channels, PageCache cache, Drafts drafts) {
    this.items = items;
    this.lists = lists;
    this.channels = channels;
    this.cache = cache;
    this.drafts = drafts;
  }

  /**
   * Writes an article: a title of 1 to 120 characters and a body of 1 to 100,000 in each language, up to 50 sources.
   *
   * @return its id
   */
  @Transactional
  public long write(Viewer viewer, NewArticle article) {
    return items.write(viewer, prepare(article));
  }

  /**
   * The same for what came by a form: sent twice, it is written once. Its draft ends with it.
   *
   * @param formKey the form's field {@code form_key}
   * @throws com.candylake.base.Refused conflict, if another window has written on in the draft
   */
  @Transactional
  public long write(Viewer viewer, NewArticle article, String formKey, Drafts.Mark draft) {
    NewItem prepared = prepare(article);
    drafts.close(viewer, draft);
    return items.write(viewer, prepared, formKey);
  }

  /** Checks and renders an article without writing it: the slow half of {@link #write}. */
  public static NewItem prepare(NewArticle article) {
    var texts = new ArrayList<NewText>();
    for (NewArticle.Text text : article.texts()) {
      texts.add(text(text, texts.isEmpty() ? null : 1));
    }
    if (texts.isEmpty()) {
      throw Refusal.invalid("body", "input.missing");
    }
    if (article.sources().size() > Sources.MOST) {
      throw Refusal.invalid("sources", "input.too-many", Sources.MOST);
    }
    return new NewItem(Kind.ARTICLE, article.author(), article.channel(), null, article.stage(), true,
        article.publishedAt(), texts, article.sources().stream().map(Articles::source).toList());
  }

  /**
   * Puts a text in the place of the one in its language, or beside the others. Nothing is written if it is that text
   * already.
   *
   * @param ofRevision for a translation, the revision of the original that it translates
   * @param expected the revision that the text began from; null: whatever is there is replaced
   * @throws com.candylake.base.Refused conflict, if another revision is there
   */
  @Transactional
  public void revise(Viewer viewer, long id, NewArticle.Text text, @Nullable Integer ofRevision,
      @Nullable Integer expected) {
    items.revise(viewer, id, text(text, ofRevision), expected);
  }

  /**
   * An article of the viewer's own, to be edited; two queries, one more for sources.
   *
   * @param asked the language of the text; null: the original's
   */
  @Transactional(readOnly = true)
  public OwnArticle own(Viewer viewer, long id, @Nullable Lang asked) {
    Item item = items.visibleTo(viewer, id, Kind.ARTICLE);
    Guard.require(viewer, Act.EDIT, item.facts());
    Manuscript text = items.manuscript(item, asked == null ? item.lang() : asked).orElseThrow(Refusal::notFound);
    return new OwnArticle(item, channels.byId(item.channel()), text, items.sources(item));
  }

  /**
   * What the author has typed.
   *
   * @param expected the revision that it began from
   * @param correction what it puts right, to be told to readers; blank: nothing
   * @param sources null: as they are
   */
  public record Edit(String title, String body, int expected, String correction, @Nullable List<Source> sources) {}

  /**
   * Puts what the author typed in the place of what was seen. What a machine made and a person has changed is a
   * person's; of which revision it is a translation stays as it is. The draft ends with it.
   *
   * @throws com.candylake.base.Refused conflict, if the text has moved on since and says something else, the sources have, or
   *     another window has written on in the draft
   */
  @Transactional
  public void edit(Viewer viewer, OwnArticle seen, Edit edit, Drafts.Mark draft) {
    Manuscript before = seen.text();
    NewText text = text(new NewArticle.Text(before.lang(), edit.title, edit.body, before.origin()), before.ofRevision());
    String correction = correction(edit.correction);
    boolean same = text.title().equals(before.title()) && text.markdown().equals(before.markdown());
    drafts.close(viewer, draft);
    TextOrigin origin = before.origin() == TextOrigin.MACHINE && !same ? TextOrigin.TRANSLATOR : before.origin();
    NewText made = new NewText(text.lang(), text.title(), text.markdown(), text.rendered(), origin, text.ofRevision());
    if (correction.isEmpty()) {
      items.revise(viewer, seen.id(), made, edit.expected);
    } else {
      items.correct(viewer, seen.id(), made, edit.expected, correction);
    }
    if (edit.sources != null) {
      items.cite(viewer, seen.id(), edit.sources, seen.sources());
    }
  }

  /** The note of a correction; empty if there is none. */
  static String correction(String typed) {
    return InputGate.isBlank(typed) ? "" : InputGate.text("correction", typed, 1, CORRECTION);
  }

  /**
   * An article with all that its page shows, in the language asked for or the one that the reader reads best.
   * Four queries, one more for sources, one for corrections and two for flashes that have changed, whatever the number of
   * texts, replies and flashes; for a member one, or as many and one if it is not kept.
   *
   * @param asked the language that the address asks for
   * @param thread where the replies go on
   */
  @Transactional(readOnly = true)
  public ArticlePage read(Viewer viewer, Reads reads, long id, @Nullable Lang asked, @Nullable Key thread) {
    ArticlePage page = cache.content(viewer, new Asked(id, reads, asked, thread), ArticlePage.class,
        () -> page(viewer, reads, id, asked, thread));
    return page.with(lists.marks(viewer, page.item(), page.around()));
  }

  private record Asked(long id, Reads reads, @Nullable Lang lang, @Nullable Key thread) {}

  private ArticlePage page(Viewer viewer, Reads reads, long id, @Nullable Lang asked, @Nullable Key thread) {
    List<Card> newest = lists.beside(viewer, reads, ListQuery.all(Kind.FLASH), FLASHES_BESIDE);
    Item item = items.visibleTo(viewer, id, Kind.ARTICLE);
    Texts texts = items.texts(item, reads, asked);
    ListQuery siblings = item.channel() == null
        ? ListQuery.all(Kind.ARTICLE) : ListQuery.channel(Kind.ARTICLE, item.channel());
    return new ArticlePage(item, channels.byId(item.channel()), texts.head(), texts.shown(), texts.all(),
        texts.corrected() ? items.corrections(item, texts.head().lang()) : List.of(), Toc.of(texts.shown().html()),
        items.sources(item), lists.around(viewer, reads, item, thread, siblings, newest), thread != null, Mark.NONE);
  }

  static NewText text(NewArticle.Text text, @Nullable Integer ofRevision) {
    String title = InputGate.line("title", text.title(), 1, TITLE);
    String body = InputGate.text("body", text.body(), 1, BODY);
    return new NewText(text.lang(), title, body, Markdown.article(body, text.lang()),
        ofRevision == null ? TextOrigin.AUTHOR : text.origin(), ofRevision);
  }

  private static Source source(Source source) {
    return new Source(
        InputGate.line("sources", source.title(), 1, Sources.TITLE),
        InputGate.line("sources", source.publisher(), 0, Sources.PUBLISHER),
        Sources.address("sources", source.url()),
        InputGate.line("sources", source.accessed(), 0, 10),
        InputGate.text("sources", source.quotation(), 0, Sources.QUOTATION));
  }
}
