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
  private final Changes changes;
  private final Clock clock;

  Sessions(SessionStore store, Members members, Emails emails, SignInTries tries, Changes changes, Clock clock) {
    this.store = store;
    this.members = members;
    this.emails = emails;
    this.tries = tries;
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
   * Signs in whoever has shown the password, unless it has been changed since it was compared: that has ended all sessions, and
   * none begins after it.
   *
   * @param known what the password was compared with
   */
  @Transactional
  Optional<String> openByPassword(Credentials known, String device) {
    return members.holds(known.member(), Objects.requireNonNull(known.passwordHash()))
        ? Optional.of(open(known.member(), device)) : Optional.empty();
  }

  /** @param member whose link it was */
  record ByLink(long member, String token) {}

  /** Signs in whoever has a one-time link, which is used up by it; empty if it cannot be used. */
  @Transactional
  Optional<ByLink> openByLink(Viewer viewer, String link, String device) {
    return emails.signIn(viewer, link).map(member -> new ByLink(member, open(member, device)));
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
    emails.tellOfPassword(member(viewer), lang);
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
