package com.candylake.card;

import com.candylake.vote.Vote;
import org.jspecify.annotations.Nullable;

/**
 * What a member has done to an item: their own vote, whether they keep it and whether they follow it.
 *
 * @param vote null: none
 * @param follows known of the item only that a page is about
 */
public record Mark(@Nullable Vote vote, boolean favourite, boolean follows) {
  public static final Mark NONE = new Mark(null, false, false);

  /** What both say together: each says one thing. */
  Mark and(Mark other) {
    return new Mark(vote == null ? other.vote : vote, favourite || other.favourite, follows || other.follows);
  }

  /** As forms tell it back: what the page showed. */
  public String voteShown() {
    return vote == null ? "none" : vote == Vote.SUPPORT ? "support" : "oppose";
  }

  public String favouriteShown() {
    return favourite ? "favourite" : "none";
  }

  public String followShown() {
    return follows ? "follow" : "none";
  }

  public boolean supports() {
    return vote == Vote.SUPPORT;
  }

  public boolean opposes() {
    return vote == Vote.OPPOSE;
  }
}
