package com.candylake.item;

import com.candylake.base.Lang;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import com.candylake.guard.Sight;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item as one viewer may see it; {@link Items#visibleTo} is the only way to one.
 *
 * @param lang the language of its original text
 * @param sight how the viewer sees it; always a reading one
 * @param root the item a reply stands under; null for anything else
 */
public record Item(long id, ItemFacts facts, Sight sight, Lang lang, String authorName, @Nullable Long root,
    @Nullable Long thread, Instant publishedAt, @Nullable Instant editedAt, Counts counts, boolean hasSources) {
  public Kind kind() {
    return facts.kind();
  }

  public @Nullable Long channel() {
    return facts.channel();
  }
}
