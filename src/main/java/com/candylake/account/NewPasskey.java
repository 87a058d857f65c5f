package com.candylake.account;

/**
 * A key that a browser has made, verified.
 *
 * @param id of the credential, in base64url
 * @param data its public key and what goes with it (attested credential data, WebAuthn 6.5.2), in base64url
 * @param eligible whether it may be in several devices
 * @param copied whether it is
 * @param count how often it has signed, as it says
 */
record NewPasskey(String id, String data, boolean eligible, boolean copied, long count) {}
