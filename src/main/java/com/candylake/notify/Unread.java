package com.candylake.notify;

import com.candylake.change.Change;
import com.candylake.change.ChangeListener;
import com.candylake.change.CommitListener;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * How many notifications a member has not read, kept for a minute so that no page asks for it: counted anew when the change log
 * tells of it, and for everybody when something has ceased to be shown.
 */
@Component
public class Unread implements ChangeListener, CommitListener {
  private final Cache<Long, Integer> known = Caffeine.newBuilder()
      .maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(1)).build();
  private final AtomicLong drops = new AtomicLong();
  private final Notifications notifications;

  Unread(Notifications notifications) {
    this.notifications = notifications;
  }

  /** Up to a hundred; 0 for whoever is not signed in. */
  public int of(Viewer viewer) {
    Long member = viewer.member();
    if (member == null || !Guard.may(viewer, Act.KEEP_LISTS)) {
      return 0;
    }
    Integer there = known.getIfPresent(member);
    if (there != null) {
      return there;
    }
    long before = drops.get();
    int counted = notifications.unread(viewer);
    known.put(member, counted);
    if (drops.get() != before) {
      // it may have been counted before what was just told of
      known.invalidate(member);
    }
    return counted;
  }

  @Override
  public void rebuild() {
    drops.incrementAndGet();
    known.invalidateAll();
  }

  @Override
  public void committed(List<Change> changes) {
    apply(changes);
  }

  @Override
  public void apply(List<Change> changes) {
    for (Change change : changes) {
      Long member = change.member();
      if (change.kind() == Change.Kind.VISIBILITY || change.kind() == Change.Kind.TOLD && member == null) {
        rebuild();
      } else if (change.kind() == Change.Kind.TOLD && member != null) {
        drops.incrementAndGet();
        known.invalidate(member);
      }
    }
  }
}
