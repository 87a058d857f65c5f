package com.candylake.account;

import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.ibm.icu.text.Normalizer2;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a member does after the password, if they want to be asked for more: a code of an app ({@link Totp}), or one of ten
 * recovery codes in its place. Between the two steps stands a ticket, which is good for the second step and nothing else.
 */
@Service
public class SecondSteps {
  /** The cookie that carries a ticket. */
  static final String COOKIE = "second-step";
  /** How long the second step may take. */
  static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int CODES = 10;
  /** 80 bits: nobody guesses one, so a plain hash is enough, and no try at one is counted. */
  private static final int CODE_LENGTH = 16;
  /** Without what looks alike: 0 and o, 1 and l. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LONGEST_TYPED = 100;
  private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}]+");
  private static final SecureRandom RANDOM = new SecureRandom();
  private final SecondStepStore store;
  private final MemberStore members;
  private final Clock clock;

  SecondSteps(SecondStepStore store, MemberStore members, Clock clock) {
    this.store = store;
    this.members = members;
    this.clock = clock;
  }

  /** The viewer's; empty if they have none. */
  @Transactional(readOnly = true)
  public Optional<SecondStep> of(Viewer viewer) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    return store.of(member(viewer));
  }

  /** A code as it is compared: people type blanks, hyphens, capitals, and digits of full width. */
  static String cleaned(String typed) {
    return typed.length() > LONGEST_TYPED ? ""
        : BETWEEN.matcher(Normalizer2.getNFKCInstance().normalize(typed)).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** Whether a member has one. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean isOn(long member) {
    return store.secret(member).isPresent();
  }

  /**
   * Asks for the second step from now on. Sent once more, it makes the recovery codes anew: the first answer may not have
   * been seen.
   *
   * @param secret that the app has been given
   * @param typed the code that it shows
   * @return the recovery codes
   * @throws Refused invalid, if it is not the code; conflict, if the member has set up another app
   */
  @Transactional(propagation = Propagation.MANDATORY)
  List<String> switchOn(long member, String secret, String typed) {
    if (!Totp.isSecret(secret)) {
      throw new Refused(new Refusal.Conflict());
    }
    Optional<SecondStepStore.Secret> known = store.secret(member);
    if (known.isPresent()) {
      if (!known.get().secret().equals(secret)) {
        throw new Refused(new Refusal.Conflict());
      }
      return renew(member);
    }
    Instant now = clock.instant();
    OptionalLong step = Totp.step(secret, cleaned(typed), now, -1);
    if (step.isEmpty()) {
      throw Refusal.invalid("code", typed.isBlank() ? "input.missing" : "account.code.wrong");
    }
    store.insert(member, secret, step.getAsLong(), now);
    return renew(member);
  }

  /** Ten recovery codes in the place of those that there are. */
  @Transactional(propagation = Propagation.MANDATORY)
  List<String> renew(long member) {
    if (store.secret(member).isEmpty()) {
      throw new Refused(new Refusal.Conflict());
    }
    List<String> codes = Stream.generate(SecondSteps::code).limit(CODES).toList();
    store.deleteCodes(member);
    store.insertCodes(member, codes.stream().map(c -> Token.hash(cleaned(c))).toList());
    return codes;
  }

  private static String code() {
    var code = new StringBuilder();
    IntStream.range(0, CODE_LENGTH).forEach(i -> code.append(i > 0 && i % 4 == 0 ? "-" : "")
        .append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length()))));
    return code.toString();
  }

  /** Does not ask for it any more; false if the member had none. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean switchOff(long member) {
    store.deleteCodes(member);
    store.deleteTickets(member);
    return store.delete(member);
  }

  /**
   * The same for whoever has lost both the app and the codes, by the operator.
   *
   * @return empty if nobody has that name; else whether they had one
   */
  @Transactional
  public Optional<Boolean> switchOff(Viewer viewer, String name) {
    Guard.require(viewer, Act.ADMINISTER);
    return Members.key(name).flatMap(members::byKey).map(member -> {
      members.hold(member.id());
      return switchOff(member.id());
    });
  }

  /** A ticket for whoever has taken the first step. */
  @Transactional(propagation = Propagation.MANDATORY)
  String ticket(long member) {
    String token = Token.make();
    store.insertTicket(Token.hash(token), member, clock.instant().plus(PATIENCE));
    return token;
  }

  /** Whose ticket it is; empty if it is none, or not any more. */
  @Transactional(readOnly = true)
  public Optional<Long> waiting(Viewer viewer, String ticket) {
    Guard.require(viewer, Act.BROWSE);
    return store.ticket(Token.hash(ticket), clock.instant());
  }

  /**
   * Takes the second step with a code, each of which is good for once; uses the ticket up if it is right. The caller holds
   * the member's row.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean take(long member, String ticket, String typed) {
    String code = cleaned(typed);
    String hash = Token.hash(ticket);
    Optional<SecondStepStore.Secret> secret = store.secret(member);
    // asked once more: another may have used it up, or ended it, before the row was held
    if (secret.isEmpty() || store.ticket(hash, clock.instant()).filter(whose -> whose == member).isEmpty()) {
      return false;
    }
    OptionalLong step = Totp.step(secret.get().secret(), code, clock.instant(), secret.get().lastStep());
    if (step.isPresent() ? store.take(member, step.getAsLong()) : store.takeCode(member, Token.hash(code))) {
      store.deleteTicket(hash);
      return true;
    }
    return false;
  }

  /** Nobody who is between the two steps takes the second. */
  @Transactional(propagation = Propagation.MANDATORY)
  void endTickets(long member) {
    store.deleteTickets(member);
  }

  /** Forgets tickets that have run out. */
  @Transactional
  public void prune(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    store.deleteExpiredTickets(clock.instant());
  }

  private static long member(Viewer viewer) {
    return Objects.requireNonNull(viewer.member());
  }
}
