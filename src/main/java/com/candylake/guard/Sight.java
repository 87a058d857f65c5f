package com.candylake.guard;

/** What a viewer gets to see of an item: one cell of the table of states. */
public enum Sight {
  /** Reads it as it is. */
  READS,
  /** Reads it and may change it. */
  EDITS,
  /** The author of something removed or blocked: the text as it was, with reasons and appeal. */
  SNAPSHOT,
  /** Whoever decides cases: the copy that the case keeps. */
  SEALED,
  /** The author of something withdrawn, who may bring it back. */
  RESTORES,
  /** As if it did not exist. */
  NOT_FOUND,
  /** It was here: withdrawn by its author. */
  WITHDRAWN,
  /** It was here: removed under the site's rules. */
  REMOVED,
  /** Blocked by law. */
  BLOCKED;

  public boolean isReading() {
    return compareTo(NOT_FOUND) < 0;
  }
}
