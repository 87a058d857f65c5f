package com.candylake.account;

import java.time.Instant;

/** An app that shows codes, for the tests of other packages. */
public final class Authenticator {
  private Authenticator() {}

  /** What it shows of a secret at a time. */
  public static String code(String secret, Instant at) {
    return Totp.code(secret, at);
  }
}
