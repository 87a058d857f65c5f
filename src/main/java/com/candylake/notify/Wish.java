package com.candylake.notify;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a member wants to be told, and when by mail.
 *
 * @param zone of the member's mornings; null: the site's
 * @param lang the tag of the language of letters; null: not said
 * @param confirmed whether there is an address to send them to
 */
record Wish(Set<Reason> unwanted, Rhythm rhythm, @Nullable String zone, @Nullable String lang, boolean confirmed) {
  boolean wants(Reason reason) {
    return !unwanted.contains(reason);
  }
}
