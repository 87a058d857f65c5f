package com.candylake.account;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that an app and the site make of the same secret and the time (RFC 6238): with SHA-1, of six digits, every thirty
 * seconds. Other choices are in the standard, but not in every app.
 */
final class Totp {
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  /** So many steps early and late a code is taken: clocks drift, and people type (RFC 6238, 5.2). */
  private static final int DRIFT = 1;
  /** 160 bits, as RFC 4226 recommends (R6); exactly 32 characters of base32. */
  private static final int SECRET_BYTES = 20;
  private static final int SECRET_CHARACTERS = 32;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Pattern SECRET = Pattern.compile("[A-Z2-7]{32}");
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Totp() {}

  /** A new secret in base32 (RFC 4648). */
  static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    String digits = new BigInteger(1, bytes).toString(32);
    var secret = new StringBuilder("A".repeat(SECRET_CHARACTERS - digits.length()));
    digits.chars().forEach(c -> secret.append(BASE32.charAt(Character.digit(c, 32))));
    return secret.toString();
  }

  static boolean isSecret(String text) {
    return SECRET.matcher(text).matches();
  }

  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /**
   * The step that a code is of, if it is of one that is taken at this time.
   *
   * @param after no code of this step or one before it is taken: each is good for once
   */
  static OptionalLong step(String secret, String code, Instant now, long after) {
    byte[] typed = code.getBytes(StandardCharsets.UTF_8);
    long current = stepAt(now);
    return LongStream.rangeClosed(current - DRIFT, current + DRIFT)
        .filter(step -> step > after && MessageDigest.isEqual(typed, code(key(secret), step, DIGITS)
            .getBytes(StandardCharsets.UTF_8))).findFirst();
  }

  /** What the app shows at a time. */
  static String code(String secret, Instant at) {
    return code(key(secret), stepAt(at), DIGITS);
  }

  private static long stepAt(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
  }

  /** HOTP (RFC 4226, 5.3) of the number of a step. */
  static String code(byte[] key, long step, int digits) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
      return String.format("%0" + digits + "d", number % BigInteger.TEN.pow(digits).intValueExact());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }

  private static byte[] key(String secret) {
    BigInteger number = secret.chars().mapToObj(c -> BigInteger.valueOf(BASE32.indexOf(c)))
        .reduce(BigInteger.ZERO, (sum, digit) -> sum.shiftLeft(5).or(digit));
    byte[] bytes = number.toByteArray();
    var key = ByteBuffer.allocate(SECRET_BYTES);
    int length = Math.min(SECRET_BYTES, bytes.length);
    key.position(SECRET_BYTES - length);
    return key.put(bytes, bytes.length - length, length).array();
  }
}
