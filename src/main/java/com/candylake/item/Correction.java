package com.candylake.item;

import java.time.Instant;

/**
 * What a revision put right, as its author says to readers.
 *
 * @param revision the one that put it right
 */
public record Correction(int revision, Instant at, String note) {}
