package com.candylake.account;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.setting.Site;
import com.candylake.setting.SiteSettings;
import com.candylake.text.InputGate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys by which members sign in without a password, in their devices. What a browser is asked to sign is a row that can
 * be answered once, within minutes, for what it was given out for.
 */
@Service
public class Passkeys {
  /** A page for signing in stays open for a while before somebody looks for their key. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int MOST = 20;
  private static final int LONGEST_NAME = 60;
  private final PasskeyStore store;
  private final Members members;
  private final Site site;
  private final Clock clock;

  Passkeys(PasskeyStore store, Members members, Site site, Clock clock) {
    this.store = store;
    this.members = members;
    this.site = site;
    this.clock = clock;
  }

  /** Whether browsers let this site have any. */
  public static boolean arePossible(SiteSettings site) {
    return WebAuthn.isPossible(site);
  }

  /** The viewer's, in the order in which they were added. */
  @Transactional(readOnly = true)
  public List<Passkey> of(Viewer viewer) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    return store.of(member(viewer));
  }

  /** For whoever wants to sign in; the same for everybody. */
  @Transactional
  PasskeyOptions toSignIn(Viewer viewer, Lang lang) {
    Guard.require(viewer, Act.BROWSE);
    return options(PasskeyPurpose.SIGN_IN, null, "", "", List.of(), lang);
  }

  /** For a member who is asked once more who they are. */
  @Transactional
  PasskeyOptions toProve(Viewer viewer, Lang lang) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    return options(PasskeyPurpose.PROVE, viewer.member(), "", "", List.of(), lang);
  }

  /**
   * For whoever becomes a member with a key and without a password.
   *
   * @throws Refused invalid, if they cannot: before their device has made a key for nothing
   */
  @Transactional
  PasskeyOptions toSignUp(Viewer viewer, NewMember who) {
    String name = members.checkNew(viewer, who);
    return options(PasskeyPurpose.SIGN_UP, null, Token.make(), name, List.of(), who.lang());
  }

  /** For another key of the viewer's. */
  @Transactional(propagation = Propagation.MANDATORY)
  PasskeyOptions toAdd(Viewer viewer, Lang lang) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    // random, and nothing that says who it is: devices show it to whoever holds them
    String handle = store.handle(member(viewer)).orElseGet(Token::make);
    return options(PasskeyPurpose.ADD, viewer.member(), handle, members.nameOf(viewer),
        store.of(member(viewer)).stream().map(Passkey::id).toList(), lang);
  }

  private PasskeyOptions options(PasskeyPurpose purpose, @Nullable Long member, String handle, String name, List<String> known,
      Lang lang) {
    String challenge = Token.make();
    store.ask(Token.hash(challenge), purpose, member, handle, clock.instant().plus(PATIENCE));
    return new PasskeyOptions(challenge, WebAuthn.host(site.now()), site.now().name(lang), handle, name, known);
  }

  /**
   * Uses a challenge up, before the answer to it is looked at.
   *
   * @return the handle of the member who gets a key; empty: none is made
   * @throws Refused invalid, if it was not given out for that, to this viewer, lately
   */
  @Transactional
  String take(Viewer viewer, String challenge, PasskeyPurpose purpose) {
    Guard.require(viewer, Act.BROWSE);
    Long member = purpose == PasskeyPurpose.ADD || purpose == PasskeyPurpose.PROVE ? viewer.member() : null;
    return store.take(Token.hash(challenge), purpose, member, clock.instant())
        .orElseThrow(() -> Refusal.invalid("credential", "account.passkey.refused"));
  }

  /** @throws Refused invalid, in the same words as for a key that is not the right one */
  @Transactional(readOnly = true)
  KnownPasskey known(Viewer viewer, String id) {
    Guard.require(viewer, Act.BROWSE);
    return store.find(id).orElseThrow(() -> Refusal.invalid("credential", "account.passkey.refused"));
  }

  /** Makes whoever has the key a member; see {@link Members#signUp}. */
  @Transactional
  Joined signUp(Viewer viewer, NewMember who, NewPasskey key, String handle, String name) {
    Joined joined = members.signUp(viewer, who, true);
    add(joined.member(), key, handle, name);
    return joined;
  }

  /**
   * What a key is called; empty: nothing.
   *
   * @throws Refused invalid
   */
  static String checkedName(String typed) {
    return InputGate.lineOrNone("name", typed, LONGEST_NAME);
  }

  /** The caller holds the member's row. */
  @Transactional(propagation = Propagation.MANDATORY)
  void add(long member, NewPasskey key, String handle, String name) {
    if (store.of(member).size() >= MOST) {
      throw Refusal.invalid("credential", "input.too-many", MOST);
    }
    store.insertHandle(member, handle);
    // two first keys at once were given two handles
    if (!store.handle(member).orElseThrow().equals(handle) || !store.insert(member, key, name, clock.instant())) {
      throw Refusal.invalid("credential", "account.passkey.refused");
    }
  }

  /** @throws Refused invalid, if it has been removed or used meanwhile */
  @Transactional(propagation = Propagation.MANDATORY)
  void use(NewPasskey key) {
    if (!store.use(key.id(), key.count(), key.copied(), clock.instant())) {
      throw Refusal.invalid("credential", "account.passkey.refused");
    }
  }

  /**
   * The caller holds the member's row.
   *
   * @return false if it is none of theirs
   * @throws Refused invalid, if it is the last and the member has no password
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean remove(Viewer viewer, String id) {
    List<Passkey> all = of(viewer);
    if (all.stream().noneMatch(key -> key.id().equals(id))) {
      return false;
    }
    if (all.size() == 1 && members.credentials(viewer).passwordHash() == null) {
      throw Refusal.invalid("passkey", "account.passkey.last");
    }
    return store.delete(member(viewer), id);
  }

  /** Forgets challenges that have run out. */
  @Transactional
  public void prune(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    store.deleteExpired(clock.instant());
  }

  private static long member(Viewer viewer) {
    return Objects.requireNonNull(viewer.member());
  }
}
