package com.candylake.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a member is writing, as it was last saved.
 *
 * @param item whose text is being edited; null for an article that is not published yet
 * @param lang the tag of that text's language, or of the one chosen; empty: to be detected
 * @param channel the slug chosen; empty: none yet
 * @param sources as {@link Sources#kept()} writes them
 * @param revision of the item's text that it began from; 0 for a new article
 * @param version 1 when it was first saved, one more each time since
 * @param discardedAt null while it is written on
 */
public record Draft(long id, @Nullable Long item, String lang, String channel, String title, String body,
    String sources, int revision, int version, Instant updatedAt, @Nullable Instant discardedAt) {
  /** Where it is written on. */
  public String path() {
    return item == null ? "/drafts/" + id : "/a/" + item + "/edit?lang=" + lang;
  }

  boolean says(Typed typed, String typedSources) {
    return sources.equals(typedSources) && title.equals(typed.title()) && body.equals(typed.body())
        && channel.equals(typed.channel()) && lang.equals(typed.language());
  }

  Typed typed() {
    return new Typed(title, body, channel, lang);
  }
}
