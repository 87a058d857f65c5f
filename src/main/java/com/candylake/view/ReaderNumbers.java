package com.candylake.view;

import com.candylake.guard.Viewer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Tells readers apart without knowing them: a member by id, anybody else by a keyed hash of address and browser. The
 * key is random, lives in memory and is replaced every day, so the numbers of one day say nothing about another's, and
 * nobody can try addresses against them.
 */
@Component
public class ReaderNumbers {
  private static final String ALGORITHM = "HmacSHA256";
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private volatile Key today;

  private record Key(LocalDate day, SecretKeySpec secret) {}

  ReaderNumbers(Clock clock) {
    this.clock = clock;
    this.today = fresh(day());
  }

  /** Below zero for everybody who is not signed in, so that no hash is some member's id. */
  public long of(Viewer viewer, String address, String browser) {
    return viewer.member() != null ? viewer.member() : hash(address, browser) | Long.MIN_VALUE;
  }

  private long hash(String address, String browser) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key().secret());
      mac.update(address.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return ByteBuffer.wrap(mac.doFinal(browser.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private Key key() {
    Key key = today;
    if (!key.day().equals(day())) {
      // two requests may both replace it at midnight; the worst of it is one reading counted twice
      key = fresh(day());
      today = key;
    }
    return key;
  }

  private Key fresh(LocalDate day) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return new Key(day, new SecretKeySpec(secret, ALGORITHM));
  }

  private LocalDate day() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
