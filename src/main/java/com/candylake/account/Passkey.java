package com.candylake.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of a member's, as they see it.
 *
 * @param id of the credential
 * @param used null: not yet
 */
public record Passkey(String id, String name, Instant since, @Nullable Instant used) {}
