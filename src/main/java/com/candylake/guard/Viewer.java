package com.candylake.guard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever is looking.
 *
 * @param member the member's id; null for somebody who is not signed in, and for the operator's command line
 * @param channels the channels that an EDITOR edits
 */
public record Viewer(@Nullable Long member, Set<Role> roles, Set<Long> channels) {
  public static final Viewer ANONYMOUS = new Viewer(null, Set.of(), Set.of());

  /** What anybody could be by signing up: pages offer them what such a member may do. */
  public static final Viewer NEWCOMER = new Viewer(0L, Set.of(Role.MEMBER), Set.of());

  /** Whoever can run the program on the server can also administer it. */
  public static final Viewer CONSOLE = new Viewer(null, Set.of(Role.ADMIN), Set.of());

  public Viewer {
    roles = Set.copyOf(roles);
    channels = Set.copyOf(channels);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** Whether it is the operator's command line. */
  public boolean isConsole() {
    return member == null && has(Role.ADMIN);
  }

  public boolean isMember(long id) {
    return member != null && member == id;
  }

  public boolean edits(@Nullable Long channel) {
    return has(Role.EDITOR) && channel != null && channels.contains(channel);
  }
}
