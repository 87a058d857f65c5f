package com.candylake.account;

import com.candylake.guard.Viewer;
import java.time.Instant;

/**
 * Somebody who has signed in, as a node knows them for a while.
 *
 * @param name as written on their page
 * @param seen when the session was last touched, as far as this node has read
 */
public record SignedIn(Viewer viewer, String name, Instant seen) {}
