package com.candylake.media;

import com.candylake.base.MediaName;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is known of members' files; the files themselves are written and deleted between these transactions. */
@Service
public class Media {
  /** After that a file that no text shows is deleted. */
  private static final Duration UNUSED = Duration.ofDays(7);
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int BATCH = 100;

  private final MediaStore store;
  private final Items items;
  private final MediaProperties properties;
  private final Clock clock;

  Media(MediaStore store, Items items, MediaProperties properties, Clock clock) {
    this.store = store;
    this.items = items;
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether the viewer has uploaded the same before, so that there is nothing to do. */
  @Transactional
  public boolean has(Viewer viewer, MediaName name) {
    Guard.require(viewer, Act.WRITE);
    boolean there = store.find(name).filter(row -> row.state() == MediaStore.THERE).isPresent();
    if (there) {
      store.used(name, clock.instant());
    }
    return there;
  }

  /**
   * Takes room for a file that is about to be written.
   *
   * @throws Refused invalid, if more than their share would be the viewer's
   */
  @Transactional
  public void reserve(Viewer viewer, MediaName name, String type, String title, long bytes) {
    Guard.require(viewer, Act.WRITE);
    long owner = Objects.requireNonNull(viewer.member());
    store.lockOwner(owner);
    var there = store.find(name);
    if (there.isPresent()) {
      if (there.get().state() == MediaStore.GOING) {
        throw new Refused(new Refusal.Unavailable(SOON));
      }
      store.used(name, clock.instant());
      return;
    }
    long quota = properties.quota().toBytes();
    if (store.bytesOf(owner) + bytes > quota) {
      throw Refusal.invalid("file", "media.quota", properties.quota().toMegabytes());
    }
    store.insert(name, owner, type, title, bytes, clock.instant());
  }

  /** The files are written: from here on they are served. */
  @Transactional
  public void settle(Viewer viewer, MediaName name) {
    Guard.require(viewer, Act.WRITE);
    store.move(name, MediaStore.WRITING, MediaStore.THERE);
  }

  /**
   * A file that may be served.
   *
   * @param title what it is to be called when it is saved
   * @param isPublic whether anybody may see it
   */
  public record Seen(MediaName name, String type, String title, boolean isPublic) {}

  /** The one door to a file: whoever may read a text that shows it sees it, and its owner; two queries. */
  @Transactional(readOnly = true)
  public Seen visibleTo(Viewer viewer, MediaName name) {
    MediaStore.Row row = store.find(name).filter(r -> r.state() == MediaStore.THERE).orElseThrow(Refusal::notFound);
    List<ItemFacts> shown = items.showing(name);
    if (!Guard.maySee(viewer, row.owner(), shown)) {
      throw Refusal.notFound();
    }
    return new Seen(name, row.type(), row.title(),
        shown.stream().anyMatch(item -> Guard.may(Viewer.ANONYMOUS, Act.READ, item)));
  }

  /**
   * Marks files to be deleted, at most 100: those that no revision of a text shows a week after they were uploaded or last
   * written into one, and those whose upload has broken off. From here on they are not served any more.
   */
  @Transactional
  public List<MediaName> unused(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    return store.markUnused(clock.instant().minus(UNUSED), BATCH);
  }

  /** Their files are deleted. */
  @Transactional
  public void forget(Viewer viewer, List<MediaName> names) {
    Guard.require(viewer, Act.ADMINISTER);
    if (!names.isEmpty()) {
      store.delete(names);
    }
  }
}
