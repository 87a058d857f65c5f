package com.candylake.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the form for languages shows: tags as they are chosen, or were typed.
 *
 * @param problem the field that cannot be taken as it is, or null
 */
public record LanguagesPage(String ui, List<String> reads, boolean machine, String then, @Nullable String problem) {
  /** The language chosen in that place of the order; empty for none. */
  public String read(int place) {
    return place < reads.size() ? reads.get(place) : "";
  }
}
