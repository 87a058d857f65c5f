package com.candylake.view;

/**
 * A request as the count of readings sees it. Lives as long as the request and is written nowhere.
 *
 * @param reader the same number for whoever counts as the same reader today
 * @param counts whether a person asked for the page: no crawler, and no browser that fetches ahead
 */
public record Visit(long reader, boolean counts) {}
