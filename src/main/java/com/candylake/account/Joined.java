package com.candylake.account;

/**
 * Who has signed up.
 *
 * @param mailed whether a letter has gone out by which they confirm their address
 */
public record Joined(long member, boolean mailed) {}
