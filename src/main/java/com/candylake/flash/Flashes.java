package com.candylake.flash;

import com.candylake.base.Key;
import com.candylake.base.Lang;
import com.candylake.base.Page;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.cache.PageCache;
import com.candylake.card.Card;
import com.candylake.card.ListQuery;
import com.candylake.card.Lists;
import com.candylake.card.Mark;
import com.candylake.card.Sort;
import com.candylake.channel.ChannelMap;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Item;
import com.candylake.item.Items;
import com.candylake.item.NewItem;
import com.candylake.item.NewText;
import com.candylake.item.TextOrigin;
import com.candylake.item.Texts;
import com.candylake.text.InputGate;
import com.candylake.text.Markdown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writing and reading flashes. */
@Service
public class Flashes {
  private static final int PAGE = 30;
  private final Items items;
  private final Lists lists;
  private final ChannelMap channels;
  private final PageCache cache;

  Flashes(Items items, Lists lists, ChannelMap channels, PageCache cache) {
    this.items = items;
    this.lists = lists;
    this.channels = channels;
    this.cache = cache;
  }

  /**
   * Writes a flash: 1 to 1,000 characters in each language, as people count them.
   *
   * @return its id
   */
  @Transactional
  public long write(Viewer viewer, NewFlash flash) {
    return items.write(viewer, prepare(flash));
  }

  /**
   * The same for what came by a form: sent twice, it is written once.
   *
   * @param formKey the form's field {@code form_key}
   */
  @Transactional
  public long write(Viewer viewer, NewFlash flash, String formKey) {
    return items.write(viewer, prepare(flash), formKey);
  }

  /** Checks and renders a flash without writing it: the slow half of {@link #write}. */
  public static NewItem prepare(NewFlash flash) {
    var texts = new ArrayList<NewText>();
    for (NewFlash.Text text : flash.texts()) {
      texts.add(text(text, texts.isEmpty() ? null : 1));
    }
    if (texts.isEmpty()) {
      throw Refusal.invalid("body", "input.missing");
    }
    return new NewItem(Kind.FLASH, flash.author(), flash.channel(), null, flash.stage(), true,
        flash.publishedAt(), texts, List.of());
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
  public void revise(Viewer viewer, long id, NewFlash.Text text, @Nullable Integer ofRevision,
      @Nullable Integer expected) {
    items.revise(viewer, id, text(text, ofRevision), expected);
  }

  /** Flashes in that order; two queries, for a member one, or three if they are not kept. */
  @Transactional(readOnly = true)
  public Page<Card> page(Viewer viewer, Reads reads, Sort sort, @Nullable Key after) {
    return lists.page(viewer, reads, ListQuery.all(Kind.FLASH).by(sort), after, PAGE);
  }

  /**
   * A flash with all that its page shows: four queries, whatever the number of texts and replies; for a member one, or
   * five if it is not kept.
   */
  @Transactional(readOnly = true)
  public FlashPage read(Viewer viewer, Reads reads, long id, @Nullable Lang asked, @Nullable Key thread) {
    FlashPage page = cache.content(viewer, new Asked(id, reads, asked, thread), FlashPage.class,
        () -> page(viewer, reads, id, asked, thread));
    return page.with(lists.marks(viewer, page.item(), page.around()));
  }

  private record Asked(long id, Reads reads, @Nullable Lang lang, @Nullable Key thread) {}

  private FlashPage page(Viewer viewer, Reads reads, long id, @Nullable Lang asked, @Nullable Key thread) {
    Item item = items.visibleTo(viewer, id, Kind.FLASH);
    Texts texts = items.texts(item, reads, asked);
    return new FlashPage(item, channels.byId(item.channel()), texts.head(), texts.shown(), texts.all(),
        lists.around(viewer, reads, item, thread, ListQuery.all(Kind.FLASH), List.of()), thread != null, Mark.NONE);
  }

  private static NewText text(NewFlash.Text text, @Nullable Integer ofRevision) {
    String body = InputGate.text("body", text.body(), 1, 1_000);
    return new NewText(text.lang(), "", body, Markdown.remark(body, text.lang()),
        ofRevision == null ? TextOrigin.AUTHOR : text.origin(), ofRevision);
  }
}
