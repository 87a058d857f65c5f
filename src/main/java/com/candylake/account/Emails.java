package com.candylake.account;

import com.candylake.account.EmailStore.Link;
import com.candylake.account.EmailStore.Owner;
import com.candylake.account.EmailStore.Purpose;
import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.change.Changes;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.locale.Messages;
import com.candylake.mail.Letter;
import com.candylake.mail.MailProperties;
import com.candylake.mail.Outbox;
import com.candylake.setting.Site;
import com.candylake.text.Folds;
import com.candylake.text.InputGate;
import com.ibm.icu.text.IDNA;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The addresses that members have, and the one-time links that are sent there. Nobody is told whether an address belongs to
 * an account but whoever reads the mail that comes to it.
 */
@Service
public class Emails {
  /** What SMTP takes (RFC 5321, 4.5.3.1). */
  private static final int LONGEST = 254;
  private static final Pattern ADDRESS = Pattern.compile("([\\x21-\\x7e&&[^@\"\\\\(),:;<>\\[\\]]]{1,64})@([^@\\s]+)");
  private static final Duration TO_CONFIRM = Duration.ofDays(3);
  private static final Duration TO_SIGN_IN = Duration.ofMinutes(30);
  private static final Duration FROM_THE_OPERATOR = Duration.ofDays(1);
  /** Letters to one address that nobody has asked for can be a nuisance. */
  private static final int MOST = 3;
  /** Of today: the one in the JDK is of 2003, and sends what is for straße.example to strasse.example. */
  private static final IDNA DOMAINS = IDNA.getUTS46Instance(
      IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);
  private final EmailStore store;
  private final MemberStore members;
  private final SignInTryStore tries;
  private final Outbox outbox;
  private final MailProperties mail;
  private final Messages messages;
  private final Site site;
  private final Changes changes;
  private final Clock clock;

  Emails(EmailStore store, MemberStore members, SignInTryStore tries, Outbox outbox, MailProperties mail,
      Messages messages, Site site, Changes changes, Clock clock) {
    this.store = store;
    this.members = members;
    this.tries = tries;
    this.outbox = outbox;
    this.mail = mail;
    this.messages = messages;
    this.site = site;
    this.changes = changes;
    this.clock = clock;
  }

  /** Whether the site does; where it does not, nobody is asked for an address. */
  boolean sendsMail() {
    return mail.isConfigured();
  }

  /**
   * An address as it is kept: the domain in ASCII (UTS #46, RFC 5891), the rest as it was typed.
   *
   * @throws Refused invalid
   */
  static String checked(String field, String raw) {
    String typed = InputGate.line(field, raw, 1, LONGEST);
    var parts = ADDRESS.matcher(typed);
    try {
      if (parts.matches()) {
        var info = new IDNA.Info();
        String address = parts.group(1) + "@" + DOMAINS.nameToASCII(parts.group(2), new StringBuilder(), info);
        new InternetAddress(address, true).validate();
        if (!info.hasErrors() && address.length() <= LONGEST && address.indexOf('.', address.indexOf('@')) > 0) {
          return address;
        }
      }
    } catch (AddressException e) {
      throw new Refused(new Refusal.Invalid(List.of(Refusal.Problem.of(field, "account.email.refused"))), e);
    }
    throw Refusal.invalid(field, "account.email.refused");
  }

  /** The viewer's. */
  @Transactional(readOnly = true)
  public Optional<Email> of(Viewer viewer) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    return store.of(Objects.requireNonNull(viewer.member()));
  }

  /** Sends a link to the address that the viewer says is theirs; until it is used, nothing but that is known. */
  @Transactional(propagation = Propagation.MANDATORY)
  void ask(Viewer viewer, String email, Lang lang) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    if (!ask(Objects.requireNonNull(viewer.member()), checked("email", email), lang)) {
      throw Refusal.invalid("email", "account.email.too-many");
    }
  }

  /**
   * @param address as {@link #checked} has made it
   * @return false: it has had its letters for this hour, and gets none
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean ask(long member, String address, Lang lang) {
    Instant now = clock.instant();
    store.ask(member, address, now);
    if (isTooMany("confirm", address, now, Duration.ofHours(1))) {
      return false;
    }
    String name = members.name(member);
    Optional<Owner> owner = store.owner(key(address)).filter(o -> o.member() != member);
    if (owner.isPresent()) {
      letter(address, lang, "known", owner.get().name(), site.now().absolute("/sign-in"));
    } else {
      String token = Token.make();
      store.link(Token.hash(token), member, Purpose.CONFIRM, address, now.plus(TO_CONFIRM));
      letter(address, lang, "confirm", name, site.now().absolute("/confirm?link=" + token));
    }
    return true;
  }

  /** The address that a link would confirm; empty if it cannot be used. */
  @Transactional(readOnly = true)
  public Optional<String> toConfirm(Viewer viewer, String token) {
    Guard.require(viewer, Act.BROWSE);
    return store.link(Token.hash(token), Purpose.CONFIRM, clock.instant()).map(Link::address);
  }

  /**
   * Uses a link up: the address is its member's, who may take part from now on.
   *
   * @throws Refused invalid, if it cannot be used or the address is another's by now
   */
  @Transactional
  public void confirm(Viewer viewer, String token, Lang lang) {
    Guard.require(viewer, Act.BROWSE);
    Instant now = clock.instant();
    Link link = store.take(Token.hash(token), Purpose.CONFIRM, now)
        .orElseThrow(() -> Refusal.invalid("link", "account.link.used"));
    String key = key(link.address());
    if (store.owner(key).filter(o -> o.member() != link.member()).isPresent()) {
      throw Refusal.invalid("link", "account.link.used");
    }
    store.of(link.member()).filter(old -> old.confirmed() && !key(old.address()).equals(key)).ifPresent(old ->
        letter(old.address(), lang, "moved", members.name(link.member()), site.now().absolute("/sign-in")));
    // what was sent to the address before is worth nothing any more
    store.deleteLinks(link.member());
    store.confirm(link.member(), link.address(), key, now);
    members.grant(link.member(), Role.MEMBER);
    changes.member(link.member());
  }

  /** Sends a link to sign in with, if an account has that address; nobody is told whether. */
  @Transactional
  public void askToSignIn(Viewer viewer, String email, Lang lang) {
    Guard.require(viewer, Act.BROWSE);
    String address = checked("email", email);
    Instant now = clock.instant();
    Optional<Owner> owner = store.owner(key(address));
    // so many while one of them can still be used: nobody is kept from getting one by others who ask for it
    if (owner.isEmpty() || isTooMany("link", address, now, TO_SIGN_IN)) {
      return;
    }
    letter(store.of(owner.get().member()).orElseThrow().address(), lang, "link", owner.get().name(),
        site.now().absolute(link(owner.get().member(), now.plus(TO_SIGN_IN))));
  }

  /** A link to sign in with, for the operator to hand over where there is no mail; empty if nobody has that name. */
  @Transactional
  public Optional<String> linkFor(Viewer viewer, String name) {
    Guard.require(viewer, Act.ADMINISTER);
    return members.byKey(Folds.key(name))
        .map(member -> site.now().absolute(link(member.id(), clock.instant().plus(FROM_THE_OPERATOR))));
  }

  private String link(long member, Instant expires) {
    String token = Token.make();
    store.link(Token.hash(token), member, Purpose.SIGN_IN, "", expires);
    return "/sign-in/link?link=" + token;
  }

  /** Whose link it is, to be asked whether they want to sign in; empty if it cannot be used. */
  @Transactional(readOnly = true)
  public Optional<String> toSignIn(Viewer viewer, String token) {
    Guard.require(viewer, Act.BROWSE);
    return store.link(Token.hash(token), Purpose.SIGN_IN, clock.instant()).map(link -> members.name(link.member()));
  }

  /** Whose link it is; empty if it cannot be used. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<Long> ownerOf(Viewer viewer, String token) {
    Guard.require(viewer, Act.BROWSE);
    return store.link(Token.hash(token), Purpose.SIGN_IN, clock.instant()).map(Link::member);
  }

  /** Uses a link up, and says whose it was. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<Long> signIn(Viewer viewer, String token) {
    Guard.require(viewer, Act.BROWSE);
    return store.take(Token.hash(token), Purpose.SIGN_IN, clock.instant()).map(Link::member);
  }

  /** No link of the member's works any more: one that somebody else has asked for must not outlive what they do about it. */
  @Transactional(propagation = Propagation.MANDATORY)
  void endLinks(long member) {
    store.deleteLinks(member);
  }

  /**
   * Tells a member what has been done to how they sign in, should it not have been they.
   *
   * @param what of the messages {@code letter.…}
   * @param path where they can do something about it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void tell(long member, Lang lang, String what, String path) {
    store.of(member).filter(Email::confirmed).ifPresent(email ->
        letter(email.address(), lang, what, members.name(member), site.now().absolute(path)));
  }

  /** Forgets links that have run out. */
  @Transactional
  public void prune(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    store.deleteExpired(clock.instant());
  }

  /** The parts of a letter: {0} the name, {1} an address to open, {2} the site. */
  private void letter(String address, Lang lang, String what, String name, String url) {
    if (mail.isConfigured()) {
      String siteName = site.now().name(lang);
      outbox.add(new Letter(address, messages.text(lang, "letter." + what + ".subject", name, url, siteName),
          messages.text(lang, "letter." + what + ".text", name, url, siteName) + "\n\n-- \n" + siteName + "\n"
              + site.now().url() + "\n", lang));
    }
  }

  private boolean isTooMany(String what, String address, Instant now, Duration window) {
    return tries.count(Token.hash(what + " " + key(address)), now, now.minus(window)).number() > MOST;
  }

  /** Mail servers tell letter case apart in theory (RFC 5321, 2.4), and nobody who types an address. */
  private static String key(String address) {
    return address.toLowerCase(Locale.ROOT);
  }
}
