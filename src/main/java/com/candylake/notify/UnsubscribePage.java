package com.candylake.notify;

/**
 * What the page for ending a digest shows.
 *
 * @param link empty: it cannot be used
 * @param done whether it has been used just now
 */
public record UnsubscribePage(String link, boolean done) {}
