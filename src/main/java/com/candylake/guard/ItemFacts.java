package com.candylake.guard;

import org.jspecify.annotations.Nullable;

/**
 * What the guard has to know of an item.
 *
 * @param sealed whether a case keeps a copy of it
 * @param root the item that a reply stands under; null for anything but a reply
 */
public record ItemFacts(Kind kind, long author, @Nullable Long channel, Stage stage, Restriction restriction,
    boolean sealed, @Nullable ItemFacts root) {
  /** Whether anybody may read it, as far as it alone decides. */
  public boolean isPublic() {
    return stage == Stage.PUBLISHED && !restriction.endsVisibility();
  }
}
