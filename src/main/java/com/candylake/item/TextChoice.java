package com.candylake.item;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which of an item's texts a reader gets: the one asked for, if there is one; else, for each language that they read in
 * order, a person's, or a machine's if they want those; else the original.
 */
public final class TextChoice {
  private TextChoice() {}

  /**
   * @param texts each language once; never empty
   * @param original the language of the original
   * @param asked the language that the address asks for
   */
  public static TextHead choose(List<TextHead> texts, Lang original, Reads reads, @Nullable Lang asked) {
    if (asked != null) {
      Optional<TextHead> there = find(texts, t -> t.lang().equals(asked));
      if (there.isPresent()) {
        return there.get();
      }
    }
    for (Lang lang : reads.languages()) {
      Optional<TextHead> read = find(texts,
          t -> t.lang().equals(lang) && (t.origin() != TextOrigin.MACHINE || reads.machine()));
      if (read.isPresent()) {
        return read.get();
      }
    }
    return find(texts, t -> t.lang().equals(original)).orElse(texts.getFirst());
  }

  private static Optional<TextHead> find(List<TextHead> texts, Predicate<TextHead> wanted) {
    return texts.stream().filter(wanted).findFirst();
  }
}
