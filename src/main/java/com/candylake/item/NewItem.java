package com.candylake.item;

import com.candylake.guard.Kind;
import com.candylake.guard.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item to be written.
 *
 * @param channel null: none (a reply has its root's)
 * @param parent what a reply answers: the root itself or another reply under it; null for anything else
 * @param publishedAt null: now; anything else needs the right to write at another time
 * @param texts the original first
 */
public record NewItem(Kind kind, long author, @Nullable Long channel, @Nullable Long parent, Stage stage, boolean listed,
    @Nullable Instant publishedAt, List<NewText> texts, List<Source> sources) {
  public NewItem {
    texts = List.copyOf(texts);
    sources = List.copyOf(sources);
  }

  /**
   * Tells what was typed from something else typed into the same form, as browsers allow after going back. The same on
   * every node.
   */
  String digest() {
    int typed = Objects.hash(kind.code(), parent);
    for (NewText text : texts) {
      typed = 31 * typed + Objects.hash(text.lang().tag(), text.title(), text.markdown());
    }
    for (Source source : sources) {
      typed = 31 * typed + Objects.hash(source.title(), source.publisher(), source.url(), source.accessed(),
          source.quotation());
    }
    return Integer.toHexString(typed);
  }
}
