package com.candylake.notify;

import org.jspecify.annotations.Nullable;

/**
 * A digest whose time has come, or is to be reckoned.
 *
 * @param due epoch milliseconds; 0: to be reckoned
 * @param after the last notification that was told by mail
 * @param reads tags with commas between; may be empty
 * @param address null: none is confirmed
 */
record DueDigest(long member, long due, long after, Rhythm rhythm, @Nullable String lang, String name, @Nullable String zone,
    String reads, @Nullable String address) {}
