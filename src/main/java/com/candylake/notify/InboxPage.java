package com.candylake.notify;

import com.candylake.base.Page;

/**
 * What the inbox shows.
 *
 * @param last the newest notification that is shown; 0: none
 * @param unread of all, up to a hundred
 * @param continued whether those shown are not the newest
 */
public record InboxPage(Page<Told> told, long last, int unread, boolean continued) {}
