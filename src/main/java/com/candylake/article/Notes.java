package com.candylake.article;

import com.candylake.item.Source;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the form for writing an article holds beside the text.
 *
 * @param sources those that are typed
 * @param cited tells which sources of the article these were begun from; empty for a new one
 * @param now titles of those that somebody has put there meanwhile; empty: nobody has
 * @param isPublic whether the article has readers, who are told of corrections
 * @param correction what they are to be told
 * @param vague phrases of the text that name no source, while it has none
 */
public record Notes(Sources sources, String cited, List<String> now, boolean isPublic, String correction, List<String> vague) {
  /** Of a form that nobody has typed into. */
  public static final Notes NONE = new Notes(new Sources(List.of()), "", List.of(), false, "", List.of());

  static Notes of(OwnArticle own) {
    return typed(own, new Sources(own.sources()), Sources.digest(own.sources()), "");
  }

  static Notes typed(OwnArticle own, Sources sources, String cited, String correction) {
    return new Notes(sources, cited, List.of(), own.item().facts().isPublic(), correction, List.of());
  }

  /**
   * As a form was sent.
   *
   * @param own the article that is edited; null: a new one
   */
  static Notes sent(@Nullable OwnArticle own, MultiValueMap<String, String> fields) {
    if (own == null) {
      return NONE.typed(Sources.typed(fields));
    }
    String cited = fields.getFirst("cited");
    return cited == null ? of(own)
        : typed(own, Sources.typed(fields), cited, Objects.requireNonNullElse(fields.getFirst("correction"), ""));
  }

  Notes typed(Sources typed) {
    return new Notes(typed, cited, now, isPublic, correction, vague);
  }

  Notes advising(List<String> phrases) {
    return new Notes(sources, cited, now, isPublic, correction, sources.isEmpty() ? phrases : List.of());
  }

  /** Others are there now; whoever saves again replaces those. */
  Notes movedOn(List<Source> there) {
    return new Notes(sources, Sources.digest(there), there.stream().map(Source::title).toList(), isPublic, correction, vague);
  }
}
