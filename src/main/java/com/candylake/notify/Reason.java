package com.candylake.notify;

/** Why a member is told of an item; where there are several reasons, the first of these. The names stand in the database. */
public enum Reason {
  /** It answers a reply of theirs. */
  ANSWER(1),
  /** It stands under an article or a flash of theirs. */
  REPLY(2),
  /** It speaks to them. */
  MENTION(4),
  /** It stands under an item that they follow. */
  FOLLOWED(8),
  /** They follow whoever has written it. */
  AUTHOR(16),
  /** They follow the channel in which it stands. */
  CHANNEL(32);

  private final int bit;

  Reason(int bit) {
    this.bit = bit;
  }

  /** As the database has it in a set. */
  int bit() {
    return bit;
  }

  /** Whether it is talk under an item, of which there may be much. */
  boolean isReply() {
    return this == ANSWER || this == REPLY || this == FOLLOWED;
  }
}
