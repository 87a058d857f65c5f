package com.candylake.account;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** One-time links that make whoever signs up with them more than a member: for now, the first administrator. */
@Service
public class Invitations {
  private static final Duration OPEN = Duration.ofDays(1);
  private final InvitationStore store;
  private final Clock clock;

  Invitations(InvitationStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A link for the first administrator, in the place of any before it.
   *
   * @return the path of the link; empty if the site has an administrator
   */
  @Transactional
  public Optional<String> firstAdministrator(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    store.deleteFor(Role.ADMIN);
    if (store.hasMemberWith(Role.ADMIN)) {
      return Optional.empty();
    }
    String token = Token.make();
    store.insert(Token.hash(token), Role.ADMIN, clock.instant().plus(OPEN));
    return Optional.of("/sign-up?invitation=" + token);
  }

  /** Whether the link can still be used. */
  @Transactional(readOnly = true)
  public boolean isOpen(Viewer viewer, String token) {
    Guard.require(viewer, Act.BROWSE);
    return store.isOpen(Token.hash(token), clock.instant());
  }

  /** Uses a link up, in the transaction of whoever signs up with it; once there is an administrator none makes another. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<Role> take(String token) {
    return store.take(Token.hash(token), clock.instant())
        .filter(role -> role != Role.ADMIN || !store.hasMemberWith(Role.ADMIN));
  }
}
