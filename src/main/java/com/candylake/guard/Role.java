package com.candylake.guard;

/** What a member may do beyond reading. A member holds a set; ADMIN does not imply HANDLER or REVIEWER. */
public enum Role { MEMBER, EDITOR, MODERATOR, HANDLER, REVIEWER, ADMIN }
