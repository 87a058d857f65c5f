package com.candylake.account;

import java.util.List;

/**
 * What a browser needs to make or to use a key; {@code static/passkey.js} makes of it what the browser asks for.
 *
 * @param challenge in base64url, like {@code handle} and {@code known}
 * @param site the relying party's id: the host of {@code site.url}
 * @param siteName what the browser shows
 * @param handle by which the key will know its member; empty: a key is used, and none is made
 * @param name of the member who gets the key
 * @param known the keys that they have
 */
record PasskeyOptions(String challenge, String site, String siteName, String handle, String name, List<String> known) {}
