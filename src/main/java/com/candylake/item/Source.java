package com.candylake.item;

/**
 * Where an item's facts come from.
 *
 * @param url http or https; empty for a source without an address
 * @param accessed ISO 8601 date, or empty
 * @param quotation the words that the item relies on, or empty
 */
public record Source(String title, String publisher, String url, String accessed, String quotation) {}
