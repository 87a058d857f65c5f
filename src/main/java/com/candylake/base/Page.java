package com.candylake.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that pages by key.
 *
 * @param next where the list goes on; null on the last page
 */
public record Page<T>(List<T> items, @Nullable Key next) {
  public Page {
    items = List.copyOf(items);
  }
}
