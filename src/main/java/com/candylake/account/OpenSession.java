package com.candylake.account;

import java.time.Instant;

/**
 * Where a member is signed in, as they see it.
 *
 * @param id what the session is ended by; nobody can sign in with it
 * @param here whether it is the browser that asks
 */
public record OpenSession(String id, Device device, Instant since, Instant seen, boolean here) {}
