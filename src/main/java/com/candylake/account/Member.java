package com.candylake.account;

import java.time.Instant;

/** A member as everybody may see them. */
public record Member(long id, String name, String about, Instant since) {}
