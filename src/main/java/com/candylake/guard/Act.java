package com.candylake.guard;

/** Everything that a viewer can ask to do. */
public enum Act {
  /** Look at the site's lists and pages. */
  BROWSE,
  /** Become a member. */
  SIGN_UP,
  /** Read an item. */
  READ,
  /** See one's own lists: what one has written, what one keeps. */
  KEEP_LISTS,
  /** See and change one's own account: its password, where it is signed in. */
  KEEP_ACCOUNT,
  /** Write an item of one's own. */
  WRITE,
  /** Write in another member's name, or at another time than now: imports. */
  WRITE_AS_ANOTHER,
  EDIT,
  /** Read what one has written before it was public. */
  RECALL,
  /** Put an article into another language. */
  TRANSLATE,
  REPLY,
  VOTE,
  FAVOURITE,
  /** Be told what an author or a channel publishes. */
  FOLLOW,
  /** Be told of an item's replies. */
  FOLLOW_ITEM,
  /** Decide over an article that waits for review. */
  REVIEW,
  /** Restrict an item or end a restriction. */
  MEASURE,
  /** Settings, channels, members. */
  ADMINISTER,
  /** Add reading counts. */
  COUNT_VIEWS
}
