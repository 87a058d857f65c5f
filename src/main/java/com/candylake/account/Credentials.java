package com.candylake.account;

import org.jspecify.annotations.Nullable;

/**
 * What a member proves to be themselves by.
 *
 * @param passwordHash null for members who cannot sign in
 */
record Credentials(long member, @Nullable String passwordHash) {}
