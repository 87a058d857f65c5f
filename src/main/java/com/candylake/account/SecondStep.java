package com.candylake.account;

import java.time.Instant;

/**
 * A member's second step when they sign in.
 *
 * @param since when they have set it up
 * @param codesLeft how many recovery codes they have not used
 */
public record SecondStep(Instant since, int codesLeft) {}
