package com.candylake.base;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the sort value and the id of the last item shown. In an address it reads {@code
 * 1764000000000-42}.
 *
 * @param at the sort value; epoch milliseconds in lists by time, a thread's id in threads
 * @param id the item's id, which breaks ties
 */
public record Key(long at, long id) {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})-(\\d{1,18})");

  public static Optional<Key> parse(String text) {
    Matcher m = FORM.matcher(text);
    return m.matches() ? Optional.of(new Key(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)))) : Optional.empty();
  }

  /**
   * The key that an address asks for.
   *
   * @param text null: none is asked for, and none is returned
   * @throws Refused not found, if it is not one
   */
  public static @Nullable Key asked(@Nullable String text) {
    return text == null ? null : parse(text).orElseThrow(Refusal::notFound);
  }

  @Override
  public String toString() {
    return at + "-" + id;
  }
}
