package com.candylake.base;

import java.util.List;

/**
 * The languages that somebody reads, most liked first, whatever language the interface speaks.
 *
 * @param machine whether texts translated by a machine are welcome too
 */
public record Reads(List<Lang> languages, boolean machine) {
  public Reads {
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("somebody who reads no language");
    }
    languages = List.copyOf(languages);
  }

  public Lang first() {
    return languages.getFirst();
  }
}
