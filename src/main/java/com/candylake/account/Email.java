package com.candylake.account;

/**
 * A member's address for letters.
 *
 * @param confirmed whether they have shown that it is theirs
 */
public record Email(String address, boolean confirmed) {}
