package com.candylake.account;

import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.text.Folds;
import com.candylake.text.InputGate;
import com.ibm.icu.text.Normalizer2;
import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashing and comparing passwords; slow on purpose, so never inside a transaction that has begun. */
@Component
class Passwords {
  /** Looks like a hash of the kind that is made here, and is none of any password. */
  private static final String NOBODYS = "{pbkdf2@SpringSecurity_v5_8}" + "00".repeat(48);
  private static final int SHORTEST = 10;
  private static final int LONGEST = 128;
  private static final int MOST_CODE_UNITS = 4 * LONGEST;
  private static final Pattern OTHER_SPACES = Pattern.compile("[\\p{Zs}&&[^ ]]");
  /** What is tried first on a site of this kind, beside what zxcvbn knows; they count in the middle of a password too. */
  private static final List<String> TRIED_FIRST = List.of("candylake", "woaini", "1314520", "5201314", "dkssud");
  /** Of this many tries that are limited, none should be the right one (Wheeler, zxcvbn, USENIX Security 2016). */
  private static final double FEWEST_GUESSES = 1e6;
  /** Nobody guesses more than this, and estimating takes quadratic time. */
  private static final int ESTIMATED = 64;

  /** Some 3 MB, loaded for the first password that is set. */
  private static final class Guessing {
    static final Zxcvbn ESTIMATE = load();

    /** Thirty thousand common passwords and rows of keys; its English words would fill the memory for little. */
    private static Zxcvbn load() {
      try {
        return new ZxcvbnBuilder().dictionary(StandardDictionaries.PASSWORDS_LOADER.load())
            .keyboards(StandardKeyboards.loadAllKeyboards()).build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * PBKDF2 for new ones: in the JDK, and unlike bcrypt it reads all of a long passphrase in Chinese or Korean, not its
   * first 72 bytes.
   */
  private final PasswordEncoder encoder = new DelegatingPasswordEncoder("pbkdf2@SpringSecurity_v5_8", Map.of(
      "pbkdf2@SpringSecurity_v5_8", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
      "bcrypt", new BCryptPasswordEncoder()));
  /** A crowd at the door must not take every core from those who read. */
  private final Semaphore turns = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()));

  /** @throws Refused invalid, if the password is too short, too long or one that is guessed first */
  String accept(String name, String password) {
    // before anything is composed: sorting a megabyte of combining marks takes quadratic time
    if (password.length() > MOST_CODE_UNITS) {
      throw Refusal.invalid("password", "input.too-long", LONGEST, password.length() - LONGEST);
    }
    String prepared = prepare(password);
    int length = InputGate.graphemes(prepared);
    if (prepared.isEmpty()) {
      throw Refusal.invalid("password", "input.missing");
    }
    if (length < SHORTEST) {
      throw Refusal.invalid("password", "input.too-short", SHORTEST);
    }
    if (length > LONGEST) {
      throw Refusal.invalid("password", "input.too-long", LONGEST, length - LONGEST);
    }
    if (isLike(name, prepared) || isGuessed(prepared)) {
      throw Refusal.invalid("password", "account.password.weak");
    }
    return encode(prepared);
  }

  /** Whether it is one of the common ones, or made of them, of rows of keys, dates or repetitions. */
  private static boolean isGuessed(String prepared) {
    String folded = Folds.key(prepared);
    return Guessing.ESTIMATE.measure(folded.substring(0, Math.min(ESTIMATED, folded.length())), TRIED_FIRST)
        .getGuesses() < FEWEST_GUESSES;
  }

  /** Whether a password is the name of the member, in whatever width and letter case. */
  static boolean isLike(String name, String password) {
    return name.length() <= MOST_CODE_UNITS && Folds.key(prepare(password)).equals(Folds.key(name));
  }

  /**
   * @param hash null: there is no such member or they have no password; the answer then takes as long as any other
   */
  boolean matches(String password, @Nullable String hash) {
    if (password.length() > MOST_CODE_UNITS) {
      return false;
    }
    String prepared = prepare(password);
    boolean same = inTurn(() -> encoder.matches(prepared, hash == null ? NOBODYS : hash));
    return same && hash != null;
  }

  private String encode(String prepared) {
    return inTurn(() -> encoder.encode(prepared));
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(5, TimeUnit.SECONDS)) {
        throw new Refused(new Refusal.Unavailable(Duration.ofSeconds(5)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(new Refusal.Unavailable(Duration.ofSeconds(5)), e);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  /** As RFC 8265 (OpaqueString) says: composed, every space a plain one, nothing else touched. */
  private static String prepare(String password) {
    return OTHER_SPACES.matcher(Normalizer2.getNFCInstance().normalize(password)).replaceAll(" ");
  }
}
