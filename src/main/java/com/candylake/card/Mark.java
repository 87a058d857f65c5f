package com.candylake.card;

import com.candylake.vote.Vote;
import org.jspecify.annotations.Nullable;

/**
 * What a member has done to an item: their own vote and whether they keep it.
 *
 * @param vote null: none
 */
public record Mark(@Nullable Vote vote, boolean favourite) {
  public static final Mark NONE = new Mark(null, false);

  /** What both say together: one of a vote, the other of a favourite. */
  Mark and(Mark other) {
    return new Mark(vote == null ? other.vote : vote, favourite || other.favourite);
  }

  /** As forms tell it back: what the page showed. */
  public String voteShown() {
    return vote == null ? "none" : vote == Vote.SUPPORT ? "support" : "oppose";
  }

  public String favouriteShown() {
    return favourite ? "favourite" : "none";
  }

  public boolean supports() {
    return vote == Vote.SUPPORT;
  }

  public boolean opposes() {
    return vote == Vote.OPPOSE;
  }
}
