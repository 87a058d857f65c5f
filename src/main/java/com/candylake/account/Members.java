package com.candylake.account;

import com.candylake.base.Problems;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.cache.Shown;
import com.candylake.change.Changes;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.text.Folds;
import com.candylake.text.InputGate;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Members: entering them, finding them, and what they may do. */
@Service
public class Members {
  /** What would not survive in /u/{name}: proxies and firewalls refuse these characters even percent-encoded. */
  private static final Pattern NOT_IN_ADDRESSES = Pattern.compile("[/\\\\;%?#]|^\\.+$");
  /** Names that would speak for the site, and whatever looks like them. */
  private static final Set<String> RESERVED = Stream.of("admin", "administrator", "root", "system", "moderator", "editor",
      "operator", "support", "help", "official", "staff", "security", "anonymous", "candylake", "newsroom",
      "管理员", "系统", "审核员", "编辑", "运营者", "官方", "客服", "匿名", "管理員", "系統", "審核員", "編輯", "營運者",
      "管理者", "モデレーター", "編集者", "運営者", "運営", "公式", "匿名希望", "관리자", "운영진", "운영자", "편집자", "공식", "익명")
      .flatMap(name -> Folds.looks(name).stream()).collect(Collectors.toUnmodifiableSet());
  private static final int BATCH = 200;
  private final MemberStore store;
  private final Passwords passwords;
  private final Invitations invitations;
  private final Emails emails;
  private final Changes changes;
  private final Clock clock;

  Members(MemberStore store, Passwords passwords, Invitations invitations, Emails emails, Changes changes, Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.invitations = invitations;
    this.emails = emails;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Makes whoever is not signed in a member who can sign in. Where the site sends mail they take part once they have
   * confirmed their address, or at once if somebody has invited them.
   *
   * <p>A name has 2 to 32 characters of any script; the same name in another width or letter case is the same, and so is one
   * that looks like it. A password has 10 to 128 characters and is none of the commonest.
   *
   * @throws com.candylake.base.Refused invalid: every field looked at, so that all is said at once
   */
  @Transactional
  public Joined signUp(Viewer viewer, NewMember who) {
    return signUp(viewer, who, false);
  }

  /** @param passkey whether they have a key and no password */
  @Transactional
  Joined signUp(Viewer viewer, NewMember who, boolean passkey) {
    Guard.require(viewer, Act.SIGN_UP);
    var problems = new Problems();
    String email = emails.sendsMail() ? problems.check(() -> Emails.checked("email", who.email())) : null;
    long member = insert(problems, () -> free(who.name()),
        passkey ? null : () -> passwords.accept(who.name(), who.password()), who.lang().tag());
    if (!who.invitation().isEmpty()) {
      store.grant(member, invitations.take(who.invitation())
          .orElseThrow(() -> Refusal.invalid("invitation", "account.invitation.used")));
    }
    if (email == null || !who.invitation().isEmpty()) {
      store.grant(member, Role.MEMBER);
    }
    boolean mailed = email != null && emails.ask(member, email, who.lang());
    changes.member(member);
    return new Joined(member, mailed);
  }

  /**
   * Whether somebody could become a member with this name and address; all but whether the name looks like another's.
   *
   * @return the name as it would be entered
   * @throws com.candylake.base.Refused invalid
   */
  @Transactional(readOnly = true)
  String checkNew(Viewer viewer, NewMember who) {
    Guard.require(viewer, Act.SIGN_UP);
    var problems = new Problems();
    String name = problems.check(() -> free(who.name()));
    if (emails.sendsMail()) {
      problems.check(() -> Emails.checked("email", who.email()));
    }
    if (name != null && store.byKey(Folds.key(name)).isPresent()) {
      problems.add("name", "account.name.taken");
    }
    problems.refuse();
    return Objects.requireNonNull(name);
  }

  /** Whether the viewer has a password; who has signed up with a passkey may have none. */
  @Transactional(readOnly = true)
  boolean hasPassword(Viewer viewer) {
    return credentials(viewer).passwordHash() != null;
  }

  /**
   * Adds a member who can sign in, with a role; the same checks as for whoever signs up, but for reserved names.
   *
   * @param channels what an EDITOR edits; empty for any other role
   */
  @Transactional
  public long add(Viewer viewer, String name, String password, Role role, Set<Long> channels) {
    Guard.require(viewer, Act.ADMINISTER);
    long member = insert(new Problems(), () -> checked(name), () -> passwords.accept(name, password), "");
    store.grant(member, Role.MEMBER);
    store.grant(member, role);
    channels.forEach(channel -> store.edits(member, channel));
    changes.member(member);
    return member;
  }

  /** What the member of that name proves to be themselves by; empty if there is none. */
  @Transactional(readOnly = true)
  Optional<Credentials> credentials(String name) {
    return key(name).flatMap(store::credentials);
  }

  /** By what a typed name is found; empty if nobody can have it. */
  static Optional<String> key(String name) {
    try {
      return Optional.of(Folds.key(InputGate.line("name", name, 1, 32)));
    } catch (Refused refused) {
      return Optional.empty();
    }
  }

  /** What the viewer proves to be themselves by. */
  @Transactional(readOnly = true)
  Credentials credentials(Viewer viewer) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    return store.credentials(Objects.requireNonNull(viewer.member())).orElseThrow(Refusal::notFound);
  }

  /** What the viewer is called. */
  @Transactional(readOnly = true)
  String nameOf(Viewer viewer) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    return store.name(Objects.requireNonNull(viewer.member()));
  }

  /**
   * Holds the member's row to the end of the transaction, if the password is still the one that was compared.
   *
   * @param hash what it was compared with
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean holds(long member, String hash) {
    return store.holds(member, hash);
  }

  /** Holds the viewer's row to the end of the transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  void hold(Viewer viewer) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    store.hold(Objects.requireNonNull(viewer.member()));
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void hold(long member) {
    store.hold(member);
  }

  /** @throws Refused invalid, if the password cannot be taken; see {@link #signUp} */
  @Transactional(propagation = Propagation.MANDATORY)
  void changePassword(Viewer viewer, String password) {
    Guard.require(viewer, Act.KEEP_ACCOUNT);
    long member = Objects.requireNonNull(viewer.member());
    // hashed before the first statement
    String hash = passwords.accept("", password);
    // first, since it holds the row: whoever signs in meanwhile waits, or has been waited for
    store.password(member, hash);
    if (Passwords.isLike(store.name(member), password)) {
      throw Refusal.invalid("password", "account.password.weak");
    }
  }

  /**
   * Enters a member who cannot sign in, with the role MEMBER: authors of imported items and of the demonstration.
   *
   * @param name 2 to 32 characters of any script; the same name in another width or letter case is the same
   * @param about up to 500 characters
   * @return the id; if the name is taken, of the member who has it
   */
  @Transactional
  public long enter(Viewer viewer, String name, String about, @Nullable Reads reads) {
    Guard.require(viewer, Act.ADMINISTER);
    String cleanName = checked(name);
    String cleanAbout = InputGate.line("about", about, 0, 500);
    String key = Folds.key(cleanName);
    Optional<Member> known = store.byKey(key);
    if (known.isPresent()) {
      return known.get().id();
    }
    String languages = reads == null ? ""
        : reads.languages().stream().map(Object::toString).collect(Collectors.joining(","));
    Optional<Long> id = store.insert(cleanName, key, cleanAbout, languages, clock.instant());
    id.ifPresent(member -> {
      // where it was written before the names may have stood side by side
      store.claim(member, Folds.looks(cleanName));
      store.grant(member, Role.MEMBER);
      changes.member(member);
    });
    return id.orElseGet(() -> store.byKey(key).orElseThrow().id());
  }

  /**
   * Compares the looks of names that were entered before looks were compared, some at a time.
   *
   * @return whether there may be more
   */
  @Transactional
  public boolean look(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    List<Member> some = store.unlooked(BATCH);
    some.forEach(member -> store.claim(member.id(), Folds.looks(member.name())));
    return some.size() == BATCH;
  }

  @Transactional
  public void grant(Viewer viewer, long member, Role role) {
    Guard.require(viewer, Act.ADMINISTER);
    store.grant(member, role);
    changes.member(member);
  }

  /** Makes a member an editor of a channel. */
  @Transactional
  public void letEdit(Viewer viewer, long member, long channel) {
    Guard.require(viewer, Act.ADMINISTER);
    store.grant(member, Role.EDITOR);
    store.edits(member, channel);
    changes.member(member);
  }

  /** The member as a viewer: roles are never read from anything but the database. */
  @Transactional(readOnly = true)
  public Viewer viewer(long member) {
    return new Viewer(member,
        store.roles(member).stream().map(Role::valueOf).collect(Collectors.toSet()), Set.copyOf(store.channels(member)));
  }

  /** The member of that name, however it is written. */
  @Transactional(readOnly = true)
  public Member named(Viewer viewer, String name) {
    Guard.require(viewer, Act.BROWSE);
    Member member = store.byKey(Folds.key(name)).orElseThrow(Refusal::notFound);
    Shown.member(member.id());
    return member;
  }

  /**
   * A member who can sign in; the password is hashed before the first statement.
   *
   * @param hash null: they have no password
   * @param reads the tag of the language that they are known to read; empty: of none
   */
  private long insert(Problems problems, Supplier<String> name, @Nullable Supplier<String> hash, String reads) {
    String cleanName = problems.check(name);
    String hashed = hash == null ? null : problems.check(hash);
    problems.refuse();
    String entered = Objects.requireNonNull(cleanName);
    long member = store.insert(entered, Folds.key(entered), "", reads, clock.instant())
        .orElseThrow(() -> Refusal.invalid("name", "account.name.taken"));
    if (!store.claim(member, Folds.looks(entered))) {
      throw Refusal.invalid("name", "account.name.like");
    }
    if (hashed != null) {
      store.password(member, hashed);
    }
    return member;
  }

  private static String checked(String name) {
    String clean = InputGate.line("name", name, 2, 32);
    if (NOT_IN_ADDRESSES.matcher(clean).find()) {
      throw Refusal.invalid("name", "account.name.refused");
    }
    return clean;
  }

  private static String free(String name) {
    String clean = checked(name);
    if (!Collections.disjoint(RESERVED, Folds.looks(clean))) {
      throw Refusal.invalid("name", "account.name.reserved");
    }
    return clean;
  }
}
