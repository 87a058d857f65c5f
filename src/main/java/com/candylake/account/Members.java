package com.candylake.account;

import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.change.Changes;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.text.Folds;
import com.candylake.text.InputGate;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Members: entering them, finding them, and what they may do. */
@Service
public class Members {
  /** What would not survive in /u/{name}: proxies and firewalls refuse these characters even percent-encoded. */
  private static final Pattern NOT_IN_ADDRESSES = Pattern.compile("[/\\\\;%?#]|^\\.+$");
  private final MemberStore store;
  private final Changes changes;
  private final Clock clock;

  Members(MemberStore store, Changes changes, Clock clock) {
    this.store = store;
    this.changes = changes;
    this.clock = clock;
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
    String cleanName = InputGate.line("name", name, 2, 32);
    if (NOT_IN_ADDRESSES.matcher(cleanName).find()) {
      throw Refusal.invalid("name", "account.name.refused");
    }
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
      store.grant(member, Role.MEMBER);
      changes.member(member);
    });
    return id.orElseGet(() -> store.byKey(key).orElseThrow().id());
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
    return store.byKey(Folds.key(name)).orElseThrow(Refusal::notFound);
  }
}
