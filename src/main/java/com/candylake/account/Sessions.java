package com.candylake.account;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.change.Changes;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in where. A session ends when it is closed, or thirty days after it was last used. */
@Service
public class Sessions {
  /** The cookie that carries a session's token. */
  public static final String COOKIE = "session";
  /** How long an unused session lives. */
  public static final Duration IDLE = Duration.ofDays(30);
  /** How long nobody is asked again after they have shown who they are. */
  static final Duration PROOF = Duration.ofMinutes(10);
  /** A form that was opened in time may be filled in slowly. */
  static final Duration PROOF_OF_FORM = Duration.ofMinutes(30);
  /** How seldom using it is written down. */
  static final Duration TOUCH = Duration.ofMinutes(5);
  private static final int DEVICE = 200;
  /** A SHA-256, as {@link Token} writes it. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private final SessionStore store;
  private final Members members;
  private final Emails emails;
  private final SignInTries tries;
  private final SecondSteps secondSteps;
  private final Passkeys passkeys;
  private final Changes changes;
  private final Clock clock;

  Sessions(SessionStore store, Members members, Emails emails, SignInTries tries, SecondSteps secondSteps,
      Passkeys passkeys, Changes changes, Clock clock) {
    this.store = store;
    this.members = members;
    this.emails = emails;
    this.tries = tries;
    this.secondSteps = secondSteps;
    this.passkeys = passkeys;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Signs a member in: whoever calls has seen the proof that it is they.
   *
   * @param device what the browser says it is
   * @return the token for the cookie {@link #COOKIE}
   */
  @Transactional
  public String open(long member, String device) {
    String token = Token.make();
    store.insert(Token.hash(token), member, clock.instant(),
        device.codePoints().filter(c -> !Character.isISOControl(c)).limit(DEVICE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString());
    return token;
  }

  /**
   * Signs in whoever has shown the password, or lets them go on to their second step; unless the password has been changed
   * since it was compared: that has ended all sessions, and none begins after it.
   *
   * @param known what the password was compared with
   */
  @Transactional
  Optional<Begun> openByPassword(Credentials known, String device) {
    return members.holds(known.member(), Objects.requireNonNull(known.passwordHash()))
        ? Optional.of(begin(known.member(), device)) : Optional.empty();
  }

  /**
   * Signs in whoever has a one-time link, which is used up by it, or lets them go on to their second step; empty if it cannot
   * be used.
   */
  @Transactional
  Optional<Begun> openByLink(Viewer viewer, String link, String device) {
    // held first: whoever ends the links holds the member and then takes them
    emails.ownerOf(viewer, link).ifPresent(members::hold);
    return emails.signIn(viewer, link).map(member -> begin(member, device));
  }

  /** A session, or a ticket; the member's row is held. */
  private Begun begin(long member, String device) {
    return secondSteps.isOn(member) ? new Begun(member, secondSteps.ticket(member), false)
        : new Begun(member, open(member, device), true);
  }

  /**
   * Signs in whoever has a ticket and shows a code.
   *
   * @param browser the value of the cookie {@link SignInTries#COOKIE}
   * @return empty if it is none of the member's codes, or the ticket is good for nothing any more
   */
  @Transactional
  Optional<Begun> openByCode(Viewer viewer, String ticket, String code, String device, String browser) {
    return secondSteps.waiting(viewer, ticket).flatMap(member -> {
      members.hold(member);
      if (!secondSteps.take(member, ticket, code)) {
        return Optional.empty();
      }
      tries.codeWasRight(member, code, browser);
      return Optional.of(new Begun(member, open(member, device), true));
    });
  }

  /**
   * Signs in whoever has used a key, which stands for both steps.
   *
   * @param used the key as it is after this use, verified
   * @throws Refused invalid, if it has been removed or used meanwhile
   */
  @Transactional
  Begun openByPasskey(Viewer viewer, long member, NewPasskey used, String device) {
    Guard.require(viewer, Act.BROWSE);
    members.hold(member);
    passkeys.use(used);
    return new Begun(member, open(member, device), true);
  }

  /** Whose token it is; up to three queries. Pages ask {@link SessionCache} instead. */
  @Transactional(readOnly = true)
  public Optional<SignedIn> find(String token) {
    return store.find(Token.hash(token), clock.instant().minus(IDLE))
        .map(row -> new SignedIn(members.viewer(row.member()), row.name(), row.seen()));
  }

  /** Signs out. A token that is none is as good as signed out. */
  @Transactional
  public void close(String token) {
    store.delete(Token.hash(token)).ifPresent(changes::member);
  }

  /** Where the viewer is signed in, the last used first. */
  @Transactional(readOnly = true)
  public List<OpenSession> all(Viewer viewer, String token) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    return store.of(member(viewer), Token.hash(token), clock.instant().minus(IDLE));
  }

  /**
   * Ends one of the viewer's sessions, and every link that was asked for, as it may be from there. One that is not theirs or
   * has ended is as good as ended.
   */
  @Transactional
  public void end(Viewer viewer, String id) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    if (ID.matcher(id).matches() && store.delete(member(viewer), id)) {
      emails.endLinks(member(viewer));
      changes.member(member(viewer));
    }
  }

  /** Ends all sessions of the viewer but the one with this token, and all that could make another. */
  @Transactional
  public void endOthers(Viewer viewer, String token) {
    members.hold(viewer);
    store.deleteAllBut(member(viewer), Token.hash(token));
    tries.forgetDevices(member(viewer));
    emails.endLinks(member(viewer));
    secondSteps.endTickets(member(viewer));
    changes.member(member(viewer));
  }

  /**
   * Gives the viewer another password, which ends all sessions but the one with this token.
   *
   * @throws Refused prove, if whoever has that session has not lately shown that they are its member
   */
  @Transactional
  public void changePassword(Viewer viewer, String token, String password, Lang lang) {
    members.changePassword(viewer, password);
    requireProof(viewer, token, PROOF_OF_FORM);
    endOthers(viewer, token);
    emails.tell(member(viewer), lang, "password", "/sign-in/help");
  }

  /**
   * Asks the viewer for a second step from now on; see {@link SecondSteps#switchOn}.
   *
   * @return the recovery codes
   * @throws Refused prove, if whoever has the session with this token has not lately shown that they are its member
   */
  @Transactional
  public List<String> switchOnSecondStep(Viewer viewer, String token, String secret, String code, Lang lang) {
    members.hold(viewer);
    requireProof(viewer, token, PROOF_OF_FORM);
    boolean told = secondSteps.isOn(member(viewer));
    List<String> codes = secondSteps.switchOn(member(viewer), secret, code);
    if (!told) {
      emails.tell(member(viewer), lang, "second-step-on", "/account");
    }
    return codes;
  }

  /**
   * Recovery codes in the place of the viewer's.
   *
   * @throws Refused prove, if whoever has the session with this token has not lately shown that they are its member
   */
  @Transactional
  public List<String> renewRecoveryCodes(Viewer viewer, String token) {
    members.hold(viewer);
    requireProof(viewer, token, PROOF_OF_FORM);
    return secondSteps.renew(member(viewer));
  }

  /**
   * Does not ask the viewer for a second step any more.
   *
   * @throws Refused prove, if whoever has the session with this token has not lately shown that they are its member
   */
  @Transactional
  public void switchOffSecondStep(Viewer viewer, String token, Lang lang) {
    members.hold(viewer);
    requireProof(viewer, token, PROOF_OF_FORM);
    if (secondSteps.switchOff(member(viewer))) {
      emails.tell(member(viewer), lang, "second-step-off", "/sign-in/help");
    }
  }

  /**
   * Sends a link to the address that the viewer says is theirs.
   *
   * @throws Refused prove, if whoever has the session with this token has not lately shown that they are its member
   */
  @Transactional
  public void askForEmail(Viewer viewer, String token, String email, Lang lang) {
    members.hold(viewer);
    requireProof(viewer, token, PROOF_OF_FORM);
    emails.ask(viewer, email, lang);
  }

  /**
   * What a browser needs to make another key of the viewer's.
   *
   * @throws Refused prove, if whoever has the session with this token has not lately shown that they are its member
   */
  @Transactional
  PasskeyOptions optionsToAddPasskey(Viewer viewer, String token, Lang lang) {
    requireProof(viewer, token, PROOF_OF_FORM);
    return passkeys.toAdd(viewer, lang);
  }

  /**
   * Lets the viewer sign in by another key; {@link Passkeys#add} says what is refused.
   *
   * @throws Refused prove, if whoever has the session with this token has not lately shown that they are its member
   */
  @Transactional
  void addPasskey(Viewer viewer, String token, NewPasskey key, String handle, String name, Lang lang) {
    members.hold(viewer);
    requireProof(viewer, token, PROOF_OF_FORM);
    passkeys.add(member(viewer), key, handle, name);
    emails.tell(member(viewer), lang, "passkey-added", "/account");
  }

  /**
   * Lets nobody sign in by one of the viewer's keys any more. One that is not theirs is as good as removed.
   *
   * @throws Refused prove, if whoever has the session with this token has not lately shown that they are its member
   */
  @Transactional
  void removePasskey(Viewer viewer, String token, String id, Lang lang) {
    members.hold(viewer);
    requireProof(viewer, token, PROOF_OF_FORM);
    if (passkeys.remove(viewer, id)) {
      emails.tell(member(viewer), lang, "passkey-removed", "/account");
    }
  }

  /**
   * Refuses unless whoever has this session has lately shown that they are its member.
   *
   * @throws Refused prove, to show it and come back
   */
  @Transactional(readOnly = true)
  public void requireProof(Viewer viewer, String token, Duration within) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    if (!store.wasProved(member(viewer), Token.hash(token), clock.instant().minus(within))) {
      throw new Refused(new Refusal.Prove());
    }
  }

  /** Whoever has this session has just shown that they are its member. */
  @Transactional
  void prove(Viewer viewer, String token) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    store.prove(member(viewer), Token.hash(token), clock.instant());
  }

  /**
   * The same by a key.
   *
   * @param owner whose key it is
   * @param used the key as it is after this use, verified
   * @throws Refused invalid, if it is another member's, or has been removed or used meanwhile
   */
  @Transactional
  void proveByPasskey(Viewer viewer, String token, long owner, NewPasskey used) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    if (owner != member(viewer)) {
      throw Refusal.invalid("credential", "account.passkey.refused");
    }
    passkeys.use(used);
    prove(viewer, token);
  }

  private static long member(Viewer viewer) {
    return Objects.requireNonNull(viewer.member());
  }

  @Transactional
  void touch(String token) {
    Instant now = clock.instant();
    store.touch(Token.hash(token), now, now.minus(TOUCH));
  }

  /** Forgets sessions that have run out; returns how many. */
  @Transactional
  public int expire(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    return store.deleteUnseenSince(clock.instant().minus(IDLE));
  }
}
