package com.candylake.account;

/**
 * A key with what it is verified by.
 *
 * @param member whose it is
 * @param handle by which it knows them
 */
record KnownPasskey(NewPasskey key, long member, String handle) {}
