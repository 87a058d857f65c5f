package com.candylake.notify;

import com.candylake.base.Key;
import com.candylake.base.Page;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.change.Changes;
import com.candylake.channel.ChannelMap;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.item.Items;
import com.candylake.item.TextChoice;
import com.candylake.item.TextHead;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The inbox: what members are told, as long as they may see it. */
@Service
public class Notifications {
  /** More unread ones than this are not counted. */
  static final int MOST = 100;
  private static final int PAGE = 30;
  private static final Duration KEPT = Duration.ofDays(180);
  private static final int BATCH = 2_000;
  private final NotificationStore store;
  private final ChannelMap channels;
  private final Items items;
  private final Changes changes;
  private final Clock clock;

  Notifications(NotificationStore store, ChannelMap channels, Items items, Changes changes, Clock clock) {
    this.store = store;
    this.channels = channels;
    this.items = items;
    this.changes = changes;
    this.clock = clock;
  }

  /** What the viewer is told, the newest first; three queries. */
  @Transactional(readOnly = true)
  public InboxPage inbox(Viewer viewer, Reads reads, @Nullable Key after) {
    Guard.require(viewer, Act.KEEP_LISTS);
    long me = Objects.requireNonNull(viewer.member());
    List<NotificationStore.Row> rows = store.of(me, after == null ? Long.MAX_VALUE : after.id(), PAGE + 1);
    List<NotificationStore.Row> shown = rows.subList(0, Math.min(PAGE, rows.size()));
    long last = shown.isEmpty() ? 0 : shown.getLast().id();
    return new InboxPage(new Page<>(Told.together(notes(shown, reads)), rows.size() > PAGE ? new Key(last, last) : null),
        shown.isEmpty() ? 0 : shown.getFirst().id(), store.countUnread(me, MOST), after != null);
  }

  /** With what they are about; one query. */
  List<Told.Note> notes(List<NotificationStore.Row> rows, Reads reads) {
    Map<Long, Told.Thing> things = store.texts(rows.stream()
            .flatMap(r -> Stream.of(r.item(), r.root())).filter(Objects::nonNull).distinct().toList()).stream()
        .collect(Collectors.groupingBy(NotificationStore.TextRow::item,
            Collectors.collectingAndThen(Collectors.toList(), texts -> thing(texts, reads))));
    return rows.stream().filter(r -> things.containsKey(r.item())).map(r -> new Told.Note(r.id(), r.reason(),
        Objects.requireNonNull(things.get(r.item())), r.root() == null ? null : things.get(r.root()), r.at(), r.unread()))
        .toList();
  }

  private Told.Thing thing(List<NotificationStore.TextRow> texts, Reads reads) {
    TextHead chosen = TextChoice.choose(
        texts.stream().map(t -> new TextHead(t.lang(), t.title(), t.origin(), 0, null)).toList(),
        texts.getFirst().original(), reads, null);
    NotificationStore.TextRow text = texts.stream().filter(t -> t.lang().equals(chosen.lang())).findFirst().orElseThrow();
    return new Told.Thing(text.item(), text.kind(), channels.byId(text.channel()), text.author(), text.lang(),
        text.title().isEmpty() ? text.excerpt() : text.title());
  }

  /** How many there are that the viewer has not read, up to a hundred; one query. */
  @Transactional(readOnly = true)
  public int unread(Viewer viewer) {
    Guard.require(viewer, Act.KEEP_LISTS);
    return store.countUnread(Objects.requireNonNull(viewer.member()), MOST);
  }

  /**
   * The viewer goes to what they were told of, and has read it.
   *
   * @param ids notifications, of which those that are another's are none
   * @return where the oldest of them stands
   * @throws com.candylake.base.Refused not found, or as the item is seen by them now
   */
  @Transactional
  public String open(Viewer viewer, Set<Long> ids) {
    Guard.require(viewer, Act.KEEP_LISTS);
    long me = Objects.requireNonNull(viewer.member());
    List<NotificationStore.Row> rows = ids.isEmpty() ? List.of() : store.of(me, ids);
    if (rows.isEmpty()) {
      throw Refusal.notFound();
    }
    String place = Addresses.of(items.visibleTo(viewer, rows.getFirst().item()));
    if (store.read(me, ids, clock.instant()) > 0) {
      changes.told(me);
    }
    return place;
  }

  /**
   * The viewer has read all that the page showed.
   *
   * @param last the newest that it showed: what has come since is unread still
   */
  @Transactional
  public void readAll(Viewer viewer, long last) {
    Guard.require(viewer, Act.KEEP_LISTS);
    long me = Objects.requireNonNull(viewer.member());
    if (store.readUpTo(me, last, clock.instant()) > 0) {
      changes.told(me);
    }
  }

  /**
   * Forgets what was told more than half a year ago, 2,000 at a time.
   *
   * @return whether there may be more
   */
  @Transactional
  public boolean prune(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    return store.deleteBefore(clock.instant().minus(KEPT), BATCH) == BATCH;
  }
}
