package com.candylake.item;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a text was from one moment on.
 *
 * @param author who wrote it, and {@code by} their name
 * @param ofRevision for a translation, the revision of the original that it translates
 * @param correction what it put right, as its author says; null: it was no correction
 */
public record Revision(int number, Instant at, long author, String by, TextOrigin origin, @Nullable Integer ofRevision,
    String title, String markdown, @Nullable String correction) {}
