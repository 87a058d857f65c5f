package com.candylake.card;

import com.candylake.base.Lang;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Stage;
import com.candylake.item.Addresses;
import com.candylake.item.Counts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item in its author's own list, whatever its state.
 *
 * @param facts without those of a reply's root
 * @param title empty for flashes and replies; with {@code excerpt} empty once the texts have been purged
 */
public record OwnItem(long id, ItemFacts facts, Lang lang, String title, String excerpt, Instant publishedAt,
    @Nullable Instant withdrawnAt, boolean edited, Counts counts) {
  public String path() {
    return Addresses.any(id);
  }

  public String editPath() {
    return Addresses.edit(facts.kind(), id);
  }

  public String headline() {
    return title.isEmpty() ? excerpt : title;
  }

  public boolean isWithdrawn() {
    return facts.stage() == Stage.WITHDRAWN;
  }

  /** Whether its texts are still there. */
  public boolean isKept() {
    return !headline().isEmpty();
  }
}
