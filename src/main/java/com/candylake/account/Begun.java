package com.candylake.account;

/**
 * What has come of signing in.
 *
 * @param token the session's; or, if the member has a second step, of the ticket to it, which is no session
 * @param whole whether it is the session's
 */
record Begun(long member, String token, boolean whole) {}
