package com.candylake.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the change log: ids only, nothing personal. Whoever reads it reads the current rows again, so that
 * applying a
 * change twice is harmless.
 *
 * @param seq its place in the order of commits, from 1, without gaps
 */
public record Change(long seq, Instant at, Kind kind, @Nullable Long item, @Nullable Long root, @Nullable Long member,
    @Nullable Long channel) {
  /** What happened. The name stands in the database. */
  public enum Kind {
    /** An item became public. */
    PUBLISHED,
    /** A text of an item came or changed. */
    EDITED,
    /** An item is not public any more, or again. */
    VISIBILITY,
    /** A counter of an item moved. */
    COUNTED,
    MEMBER,
    /** A member, or whoever it may be, has something new to be told, or has read what there was. */
    TOLD,
    CHANNEL,
    SETTING
  }
}
