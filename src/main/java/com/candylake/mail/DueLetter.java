package com.candylake.mail;

/**
 * A letter that is being sent.
 *
 * @param createdAt epoch milliseconds
 * @param tries how often it has been tried, this time included
 */
record DueLetter(long id, long createdAt, Letter letter, int tries) {}
