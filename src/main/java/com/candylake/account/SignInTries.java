package com.candylake.account;

import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often a password may be tried, over all nodes and addresses: ten times in a quarter of an hour for a name, whether or
 * not somebody has it. A browser in which its member has signed in before has tries of its own, so that whoever uses those of
 * the name up does not shut the member out (device cookies, OWASP).
 */
@Service
public class SignInTries {
  /** The cookie by which a browser is known. */
  static final String COOKIE = "device";
  /** As long as browsers keep one. */
  static final Duration KNOWN = Duration.ofDays(400);
  private static final int MOST = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  /**
   * Of a million codes three are right at a time: whoever knows the password and tries this many every day for a year has one
   * chance in fifty.
   */
  private static final int MOST_CODES = 20;
  private static final Duration WINDOW_OF_CODES = Duration.ofDays(1);
  private final SignInTryStore store;
  private final Limits limits;
  private final Clock clock;

  SignInTries(SignInTryStore store, Limits limits, Clock clock) {
    this.store = store;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Counts a try, before the password is looked at.
   *
   * @param member who has that name; null: nobody, which must not be told
   * @param device the cookie's value; empty: none
   * @throws Refused too many
   */
  @Transactional
  void count(Viewer viewer, String name, @Nullable Long member, String device) {
    Guard.require(viewer, Act.BROWSE);
    if (!limits.isEnabled()) {
      return;
    }
    String hash = Token.hash(device);
    boolean known = store.knows(hash, member == null ? 0 : member);
    // as the member is found by it; what cannot be a name is nobody's, and is counted together
    String subject = known ? hash : Token.hash(Members.key(name).orElse(""));
    Instant now = clock.instant();
    SignInTryStore.Tries tries = store.count(subject, now, now.minus(WINDOW));
    if (tries.number() > MOST) {
      throw new Refused(new Refusal.TooMany(Duration.between(now, tries.since().plus(WINDOW))));
    }
  }

  /**
   * Counts a try at the code of the second step, before it is looked at, also where nothing else is limited. Recovery codes
   * are not counted, since nobody guesses one: by them a member gets in whose tries somebody else has used up.
   *
   * @param typed the code
   * @param device the cookie's value; empty: none
   * @throws Refused too many
   */
  @Transactional
  void countCode(Viewer viewer, long member, String typed, String device) {
    Guard.require(viewer, Act.BROWSE);
    if (Totp.isCode(SecondSteps.cleaned(typed))) {
      Instant now = clock.instant();
      SignInTryStore.Tries tries = store.count(subjectOfCode(member, device), now, now.minus(WINDOW_OF_CODES));
      if (tries.number() > MOST_CODES) {
        throw new Refused(new Refusal.TooMany(Duration.between(now, tries.since().plus(WINDOW_OF_CODES))));
      }
    }
  }

  /** The try that was just counted was none that counts. */
  @Transactional(propagation = Propagation.MANDATORY)
  void codeWasRight(long member, String typed, String device) {
    if (Totp.isCode(SecondSteps.cleaned(typed))) {
      store.takeBack(subjectOfCode(member, device));
    }
  }

  private String subjectOfCode(long member, String device) {
    String hash = Token.hash(device);
    return Token.hash("code " + (store.knows(hash, member) ? hash : String.valueOf(member)));
  }

  /**
   * The member has signed in with this browser.
   *
   * @param device the cookie's value; empty: none
   * @return what the cookie is to be from now on: another, since anybody may have put the old one there
   */
  @Transactional
  String know(long member, String device) {
    if (!device.isEmpty()) {
      store.forget(Token.hash(device));
    }
    String token = Token.make();
    store.know(Token.hash(token), member, clock.instant());
    return token;
  }

  /** No browser is known to the member any more. */
  @Transactional(propagation = Propagation.MANDATORY)
  void forgetDevices(long member) {
    store.forgetDevices(member);
  }

  /** Forgets what is counted no longer, and browsers that have not been used for as long as they keep a cookie. */
  @Transactional
  public void prune(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    Instant now = clock.instant();
    // letters are counted here too, for an hour
    store.deleteBefore(now.minus(WINDOW_OF_CODES), now.minus(KNOWN));
  }
}
