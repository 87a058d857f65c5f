package com.candylake.live;

import com.candylake.change.Change;
import com.candylake.change.ChangeLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What changes mean for open pages. The rows are read as they are now, so that hearing of one twice is harmless. */
@Service
class Events {
  private final LiveStore store;
  private final ChangeLog log;

  Events(LiveStore store, ChangeLog log) {
    this.store = store;
    this.log = log;
  }

  /**
   * What follows a position.
   *
   * @param events null: it cannot be told, or is more than anybody wants to follow
   */
  record Since(@Nullable List<Event> events, ChangeLog.Position end) {}

  /** Of all kinds but COUNTED. One query, or none. */
  @Transactional(readOnly = true)
  public List<Event> of(List<Change> changes) {
    Set<Long> items = changes.stream().filter(Events::isTold).map(Change::item).filter(Objects::nonNull)
        .collect(Collectors.toSet());
    return of(changes, store.rows(items));
  }

  /** The counters of those that are listed. One query. */
  @Transactional(readOnly = true)
  public List<Event> counts(Collection<Long> items) {
    return counts(items, store.rows(items));
  }

  /** Of all kinds, counters last. At most four queries. */
  @Transactional(readOnly = true)
  public Since since(ChangeLog.Position position, ChangeLog.Position atLeast) {
    ChangeLog.News news = log.after(position);
    ChangeLog.Position end = news.end();
    if (news.broken() || !end.epoch().equals(atLeast.epoch()) || end.seq() < atLeast.seq()) {
      return new Since(null, end);
    }
    List<Change> changes = news.changes();
    Map<Long, LiveStore.Row> rows = store.rows(changes.stream().map(Change::item).filter(Objects::nonNull)
        .collect(Collectors.toSet()));
    Set<Long> counted = changes.stream().filter(c -> c.kind() == Change.Kind.COUNTED).map(Change::item)
        .filter(Objects::nonNull).collect(Collectors.toCollection(LinkedHashSet::new));
    return new Since(Stream.concat(of(changes, rows).stream(), counts(counted, rows).stream()).toList(), end);
  }

  private static boolean isTold(Change change) {
    return switch (change.kind()) {
      case PUBLISHED, EDITED, VISIBILITY -> true;
      case COUNTED, MEMBER, TOLD, CHANNEL, SETTING -> false;
    };
  }

  private static List<Event> of(List<Change> changes, Map<Long, LiveStore.Row> rows) {
    var events = new LinkedHashSet<Event>();
    for (Change change : changes) {
      LiveStore.Row row = change.item() == null ? null : rows.get(change.item());
      Event event = row == null ? null : event(change.kind(), row);
      if (event != null) {
        events.add(event);
      }
    }
    return new ArrayList<>(events);
  }

  private static @Nullable Event event(Change.Kind kind, LiveStore.Row row) {
    return switch (kind) {
      case PUBLISHED -> row.isListed() ? published(row) : null;
      case EDITED -> row.isListed() ? new Event.Edited(row.id(), name(row)) : null;
      case VISIBILITY -> row.isListed() ? published(row) : row.told() ? new Event.Gone(row.id(), row.root()) : null;
      case COUNTED, MEMBER, TOLD, CHANNEL, SETTING -> null;
    };
  }

  private static Event published(LiveStore.Row row) {
    return new Event.Published(row.id(), row.root(), name(row), row.publishedAt(), row.texts());
  }

  private static String name(LiveStore.Row row) {
    return row.kind().name().toLowerCase(Locale.ROOT);
  }

  private static List<Event> counts(Collection<Long> items, Map<Long, LiveStore.Row> rows) {
    return items.stream().map(rows::get).filter(Objects::nonNull).filter(LiveStore.Row::isListed)
        .<Event>map(LiveStore.Row::counts).toList();
  }
}
