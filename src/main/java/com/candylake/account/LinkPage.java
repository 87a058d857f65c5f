package com.candylake.account;

/**
 * What is shown to whoever opens a one-time link.
 *
 * @param link its token
 * @param what the name or the address that it is about; empty: it cannot be used
 */
public record LinkPage(String link, String what) {}
