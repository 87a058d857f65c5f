package com.candylake.item;

import com.candylake.base.Lang;
import com.candylake.base.MediaName;
import com.candylake.base.Moved;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.cache.Shown;
import com.candylake.change.Change;
import com.candylake.change.Changes;
import com.candylake.form.FormKeys;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import com.candylake.guard.Restriction;
import com.candylake.guard.Sight;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The spine: every article, flash and reply is written, moved and found here. */
@Service
public class Items {
  /** How long an author can bring back what they withdrew. */
  private static final Duration UNDO = Duration.ofDays(30);

  /** Items purged in one transaction: on SQLite some 20 ms in which nobody else writes. */
  private static final int BATCH = 500;

  private final ItemStore store;
  private final ListingStore listings;
  private final Counters counters;
  private final Changes changes;
  private final FormKeys forms;
  private final Clock clock;

  Items(ItemStore store, ListingStore listings, Counters counters, Changes changes, FormKeys forms, Clock clock) {
    this.store = store;
    this.listings = listings;
    this.counters = counters;
    this.changes = changes;
    this.forms = forms;
    this.clock = clock;
  }

  /**
   * The one door to an item. What the viewer may not see is refused as the table of states says: 404, 410 or 451. What
   * was withdrawn more than 30 days ago is gone for its author too: its texts are purged, now or within the hour.
   */
  @Transactional(readOnly = true)
  public Item visibleTo(Viewer viewer, long id) {
    ItemStore.Row row = store.find(id).orElseThrow(Refusal::notFound);
    Shown.whole(id, row.root(), row.facts().author());
    Sight sight = Guard.sight(viewer, row.facts());
    switch (sight) {
      case NOT_FOUND -> throw Refusal.notFound();
      case WITHDRAWN -> throw new Refused(new Refusal.Gone(Refusal.Gone.By.AUTHOR));
      case REMOVED -> throw new Refused(new Refusal.Gone(Refusal.Gone.By.RULES));
      case BLOCKED -> throw new Refused(new Refusal.Legal());
      case RESTORES -> {
        if (row.withdrawnAt() != null && row.withdrawnAt().isBefore(clock.instant().minus(UNDO))) {
          throw new Refused(new Refusal.Gone(Refusal.Gone.By.AUTHOR));
        }
      }
      default -> { }
    }
    return new Item(row.id(), row.facts(), sight, row.lang(), row.authorName(), row.root(), row.thread(),
        row.publishedAt(), row.editedAt(), row.counts(), row.hasSources());
  }

  /** The same, for an address that only items of one kind have; leads to the right address if it is of another. */
  @Transactional(readOnly = true)
  public Item visibleTo(Viewer viewer, long id, Kind kind) {
    Item item = visibleTo(viewer, id);
    if (item.kind() != kind) {
      throw new Moved(Addresses.of(item));
    }
    return item;
  }

  /**
   * The same, for whoever is about to change the item: until this transaction ends nobody else changes it or what it
   * stands under. Always the root first, so that two such transactions cannot wait for each other.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Item held(Viewer viewer, long id) {
    Item seen = visibleTo(viewer, id);
    if (seen.root() != null) {
      store.lock(seen.root());
    }
    store.lock(id);
    return visibleTo(viewer, id);
  }

  /**
   * The text of a seen item that a reader gets, and the heads of all. One query; a second one for whoever gets it in a
   * language that is neither the one asked for, nor the first that they read, nor the original.
   *
   * @param asked the language that the address asks for
   */
  @Transactional(readOnly = true)
  public Texts texts(Item item, Reads reads, @Nullable Lang asked) {
    Lang likely = asked == null ? reads.languages().getFirst() : asked;
    List<ItemStore.TextRow> rows = store.texts(item.id(), likely, item.lang());
    List<TextHead> heads = rows.stream().map(ItemStore.TextRow::head).toList();
    TextHead head = TextChoice.choose(heads, item.lang(), reads, asked);
    ItemStore.TextRow row = rows.stream().filter(r -> r.head().equals(head)).findFirst().orElseThrow();
    return new Texts(heads, head, row.text() == null ? store.text(item.id(), head.lang()) : row.text(), row.corrected());
  }

  /** The languages that a seen item has, by tag. */
  @Transactional(readOnly = true)
  public List<TextHead> texts(Item item) {
    return store.texts(item.id());
  }

  @Transactional(readOnly = true)
  public Text text(Item item, Lang lang) {
    return store.text(item.id(), lang);
  }

  /** What the author of a seen item typed, as it stands; empty if it has no text in that language. */
  @Transactional(readOnly = true)
  public Optional<Manuscript> manuscript(Item item, Lang lang) {
    return store.manuscript(item.id(), lang);
  }

  /** What the guard has to know of the items that show a file of the site or link to it in their current texts; one query. */
  @Transactional(readOnly = true)
  public List<ItemFacts> showing(MediaName file) {
    return store.showing(file);
  }

  /**
   * Revisions of a seen item's text, newest first: those that were public at some time, and the one that stands. Its author
   * sees those as well that were written before it was public.
   *
   * @param below the number that all of them are below
   * @param most how many at the most
   */
  @Transactional(readOnly = true)
  public List<Revision> revisions(Viewer viewer, Item item, Lang lang, int below, int most) {
    return store.revisions(item.id(), lang, below, most, Guard.may(viewer, Act.RECALL, item.facts()));
  }

  /** What was put right in a text of a seen item, the last first. */
  @Transactional(readOnly = true)
  public List<Correction> corrections(Item item, Lang lang) {
    return store.corrections(item.id(), lang);
  }

  @Transactional(readOnly = true)
  public List<Source> sources(Item item) {
    return item.hasSources() ? store.sources(item.id()) : List.of();
  }

  /** Writes an item; returns its id. */
  @Transactional
  public long write(Viewer viewer, NewItem item) {
    return insert(viewer, item).id;
  }

  /**
   * The same for what came by a form: sent twice, it is written once.
   *
   * @param formKey the form's field {@code form_key}
   * @return the id of what was written, now or the first time
   */
  @Transactional
  public long write(Viewer viewer, NewItem item, String formKey) {
    return Long.parseLong(forms.once(viewer, formKey, "write-" + item.digest(), () -> String.valueOf(insert(viewer, item).id)));
  }

  /**
   * What has been written.
   *
   * @param under what a reply stands under, by kind and id; null for anything else
   * @param replies how many there are under it now
   */
  public record Written(long id, @Nullable Kind underKind, @Nullable Long under, @Nullable Long thread, long replies) {}

  /**
   * The same for whoever is to be led to it.
   *
   * @param place where it is seen; a form that is sent again leads there too
   */
  @Transactional
  public String write(Viewer viewer, NewItem item, String formKey, Function<Written, String> place) {
    return forms.once(viewer, formKey, "place-" + item.digest(), () -> place.apply(insert(viewer, item)));
  }

  private Written insert(Viewer viewer, NewItem item) {
    if (item.stage() == Stage.WITHDRAWN) {
      throw new IllegalArgumentException("nothing is written as withdrawn");
    }
    boolean own = viewer.isMember(item.author()) && item.publishedAt() == null;
    Long channel = item.channel();
    Kind rootKind = null;
    Long root = null;
    Long thread = null;
    if (item.parent() != null) {
      Item parent = visibleTo(viewer, item.parent());
      if (own) {
        Guard.require(viewer, Act.REPLY, parent.facts());
      }
      boolean underReply = parent.root() != null;
      rootKind = parent.facts().root() == null ? parent.kind() : parent.facts().root().kind();
      root = underReply ? parent.root() : Long.valueOf(parent.id());
      thread = !underReply ? null : parent.thread() == null ? Long.valueOf(parent.id()) : parent.thread();
      channel = parent.channel();
    }
    Guard.require(viewer, own ? Act.WRITE : Act.WRITE_AS_ANOTHER);
    Instant now = clock.instant();
    Instant publishedAt = item.publishedAt() == null ? now : item.publishedAt();
    long id = store.insert(item, item.texts().getFirst().lang(), channel, root, thread, now, publishedAt);
    boolean published = item.stage() == Stage.PUBLISHED;
    for (NewText text : item.texts()) {
      keep(id, item.author(), text, now, published);
    }
    for (int i = 0; i < item.sources().size(); i++) {
      store.insertSource(id, i + 1, item.sources().get(i));
    }
    long replies = 0;
    if (published && root != null) {
      // before the listing: on PostgreSQL it waits here for whoever is withdrawing the root, and then sees that it is
      // gone
      replies = counters.replies(root, 1);
    }
    listings.add(id);
    if (published) {
      changes.item(Change.Kind.PUBLISHED, id, root, item.author(), channel);
    }
    return new Written(id, rootKind, root, thread, replies);
  }

  /**
   * Puts a text in the place of the one in its language, or beside the others; it becomes the next revision. The text
   * that is there already is no revision and changes nothing.
   *
   * @param expected the revision that the new text began from; null: whatever is there is replaced
   * @throws Refused conflict, if another revision is there
   */
  @Transactional
  public void revise(Viewer viewer, long id, NewText text, @Nullable Integer expected) {
    Item item = held(viewer, id);
    Guard.require(viewer, Act.EDIT, item.facts());
    put(viewer, item, text, expected, "");
  }

  /**
   * The same, with what readers are told that it puts right.
   *
   * @param correction 1 to 500 characters that have passed the gate
   * @throws Refused conflict, if another revision is there; invalid, if nothing is another than before
   */
  @Transactional
  public void correct(Viewer viewer, long id, NewText text, int expected, String correction) {
    Item item = held(viewer, id);
    Guard.require(viewer, Act.EDIT, item.facts());
    boolean another = put(viewer, item, text, expected, correction);
    // the second of two clicks finds what the first has said
    if (!another && store.corrections(id, text.lang()).stream().noneMatch(c -> c.note().equals(correction))) {
      throw Refusal.invalid("correction", "article.correction.unchanged");
    }
  }

  /**
   * Puts a translation beside the others, or in the place of the one that is there.
   *
   * @param text in another language than the original
   * @param expected the revision of the translation that it began from; 0: there was none
   * @throws Refused conflict, if another revision is there
   */
  @Transactional
  public void translate(Viewer viewer, long id, NewText text, int expected) {
    Item item = held(viewer, id);
    Guard.require(viewer, Act.TRANSLATE, item.facts());
    if (text.lang().equals(item.lang())) {
      throw Refusal.notFound();
    }
    put(viewer, item, text, expected, "");
  }

  /** Whether it is another than before. */
  private boolean put(Viewer viewer, Item item, NewText text, @Nullable Integer expected, String correction) {
    Manuscript before = store.manuscript(item.id(), text.lang()).orElse(null);
    if (before != null && before.says(text)) {
      return false;
    }
    int there = before == null ? 0 : before.revision();
    if (expected != null && there != expected) {
      throw new Refused(new Refusal.Conflict());
    }
    Instant now = clock.instant();
    long by = viewer.member() == null ? item.facts().author() : viewer.member();
    int revision = keep(item.id(), by, text, now, item.facts().isPublic());
    if (!correction.isEmpty()) {
      store.insertCorrection(item.id(), text.lang(), revision, now, correction);
    }
    if (!correction.isEmpty() || revision > 1 && text.lang().equals(item.lang())) {
      store.edited(item.id(), now);
    }
    listings.refresh(item.id());
    changes.item(Change.Kind.EDITED, item.id(), item.root(), item.facts().author(), item.channel());
    return true;
  }

  /**
   * Puts sources in the place of those that are there. The same ones change nothing.
   *
   * @param seen those that were there when these were begun from
   * @throws Refused conflict, if others are there
   */
  @Transactional
  public void cite(Viewer viewer, long id, List<Source> sources, List<Source> seen) {
    Item item = held(viewer, id);
    Guard.require(viewer, Act.EDIT, item.facts());
    List<Source> there = sources(item);
    if (there.equals(sources)) {
      return;
    }
    if (!there.equals(seen)) {
      throw new Refused(new Refusal.Conflict());
    }
    store.deleteSources(id);
    for (int i = 0; i < sources.size(); i++) {
      store.insertSource(id, i + 1, sources.get(i));
    }
    changes.item(Change.Kind.EDITED, id, item.root(), item.facts().author(), item.channel());
  }

  /**
   * Takes an item to another stage. What was withdrawn more than 30 days ago is gone and does not come back. For its author
   * nothing happens if it is there already: the second of two clicks at once finds what the first has done.
   *
   * @param at for SCHEDULED, when it is to be published
   */
  @Transactional
  public void move(Viewer viewer, long id, Stage to, @Nullable Instant at) {
    if ((to == Stage.SCHEDULED) != (at != null)) {
      throw new IllegalArgumentException("a time is for SCHEDULED, and only for it");
    }
    Item item = held(viewer, id);
    ItemFacts facts = item.facts();
    if (facts.stage() == to && at == null && viewer.isMember(facts.author())) {
      return;
    }
    if (!Guard.mayMove(viewer, facts, to)) {
      throw Guard.refusal(viewer);
    }
    Instant now = clock.instant();
    if (at != null && !at.isAfter(now)) {
      throw Refusal.invalid("at", "item.schedule.past");
    }
    boolean first = to == Stage.PUBLISHED && facts.stage() != Stage.WITHDRAWN;
    if (!store.move(id, facts.stage(), to, first ? now : at, to == Stage.WITHDRAWN ? now : null)) {
      throw new Refused(new Refusal.Conflict());
    }
    follow(item, new ItemFacts(facts.kind(), facts.author(), facts.channel(), to, facts.restriction(), facts.sealed(),
        facts.root()), first ? Change.Kind.PUBLISHED : Change.Kind.VISIBILITY);
  }

  /**
   * Deletes the texts, revisions and sources of at most 500 items that were withdrawn more than 30 days ago and that no
   * case has sealed. It tells the change log nothing: what anybody sees of them ended with those 30 days.
   *
   * @return whether there may be more
   */
  @Transactional
  public boolean purge(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    List<Long> withdrawn = store.withdrawn(clock.instant().minus(UNDO), BATCH);
    if (!withdrawn.isEmpty()) {
      store.deleteTexts(withdrawn);
    }
    return withdrawn.size() == BATCH;
  }

  /**
   * Sets what the open measures on an item amount to. Only the use case that opens and ends measures calls it.
   *
   * @param item as {@link #held} gave it
   * @param reasons the statement of reasons; required from HELD on
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void restrict(Item item, Restriction to, @Nullable Long reasons) {
    ItemFacts facts = item.facts();
    if (!store.restrict(item.id(), facts.restriction(), to, reasons)) {
      throw new Refused(new Refusal.Conflict());
    }
    follow(item, new ItemFacts(facts.kind(), facts.author(), facts.channel(), facts.stage(), to, facts.sealed(),
        facts.root()), Change.Kind.VISIBILITY);
  }

  /**
   * Lists and counters follow the item's new state. A root's counter counts the replies that are public by
   * themselves.
   */
  private void follow(Item item, ItemFacts after, Change.Kind kind) {
    ItemFacts before = item.facts();
    Long root = item.root();
    if (after.isPublic() && !before.isPublic()) {
      store.show(item.id());
    }
    if (root != null) {
      int more = (after.isPublic() ? 1 : 0) - (before.isPublic() ? 1 : 0);
      if (more != 0) {
        counters.replies(root, more);
      }
      listings.refresh(item.id());
    } else {
      listings.refreshWithReplies(item.id());
    }
    changes.item(kind, item.id(), root, before.author(), before.channel());
  }

  private int keep(long item, long by, NewText text, Instant now, boolean shown) {
    int revision = store.putText(item, text, now);
    store.insertRevision(item, revision, by, text, now, shown);
    store.insertMedia(item, revision, by, text, now);
    return revision;
  }
}
