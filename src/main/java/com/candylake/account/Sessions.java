package com.candylake.account;

import com.candylake.change.Changes;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in where. A session ends when it is closed, or thirty days after it was last used. */
@Service
public class Sessions {
  /** The cookie that carries a session's token. */
  public static final String COOKIE = "session";
  /** How long an unused session lives. */
  public static final Duration IDLE = Duration.ofDays(30);
  /** How seldom using it is written down. */
  static final Duration TOUCH = Duration.ofMinutes(5);
  private static final int DEVICE = 200;
  private final SessionStore store;
  private final Members members;
  private final Changes changes;
  private final Clock clock;

  Sessions(SessionStore store, Members members, Changes changes, Clock clock) {
    this.store = store;
    this.members = members;
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
