package com.candylake.item;

/** What an item's readers have done so far. */
public record Counts(long views, long replies, long favourites, long support, long oppose) {}
