package com.candylake.card;

import com.candylake.base.Refusal;
import org.jspecify.annotations.Nullable;

/** What comes first in a list. */
public enum Sort {
  LATEST, HOT;

  /**
   * The one that an address asks for.
   *
   * @param text null: the latest
   * @throws com.candylake.base.Refused not found, if there is no such order
   */
  public static Sort asked(@Nullable String text) {
    if (text == null) {
      return LATEST;
    }
    if (text.equals("hot")) {
      return HOT;
    }
    throw Refusal.notFound();
  }

  public boolean isHot() {
    return this == HOT;
  }
}
