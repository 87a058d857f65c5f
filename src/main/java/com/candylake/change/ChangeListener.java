package com.candylake.change;

import java.util.List;

/** Something that a node derives from the database and keeps up with the change log. */
public interface ChangeListener {
  /** Read everything anew: at the start, and when the log has gaps or is another one. */
  void rebuild();

  /** Follow these changes, in the order of their commits. Being told of one twice must be harmless. */
  void apply(List<Change> changes);

  /**
   * How far the log has been told: after all have followed the changes, and at least twice a second as long as the database
   * answers.
   */
  default void reached(ChangeLog.Position position) {}
}
