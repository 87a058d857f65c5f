package com.candylake.account;

import com.candylake.change.Change;
import com.candylake.change.ChangeListener;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.candylake.guard.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The sessions that this node has seen lately, so that a page for a member asks the database nothing about who they are.
 * Roles and sessions that change are dropped as the change log tells of their member.
 */
@Component
public class SessionCache implements ChangeListener {
  private static final Logger LOG = LoggerFactory.getLogger(SessionCache.class);
  private final Cache<String, SignedIn> known = Caffeine.newBuilder()
      .maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(1)).build();
  private final AtomicLong drops = new AtomicLong();
  private final Sessions sessions;
  private final Clock clock;

  SessionCache(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  public Optional<SignedIn> find(String token) {
    SignedIn there = known.getIfPresent(token);
    if (there != null) {
      return Optional.of(there);
    }
    long before = drops.get();
    Optional<SignedIn> read = sessions.find(token);
    read.ifPresent(who -> {
      known.put(token, who);
      if (drops.get() != before) {
        // what was read may be from before the change that was just told of
        known.invalidate(token);
      }
      if (who.seen().isBefore(clock.instant().minus(Sessions.TOUCH))) {
        Thread.startVirtualThread(() -> touch(token));
      }
    });
    return read;
  }

  /** On this node at once, before the change log comes round. */
  public void forget(String token) {
    drops.incrementAndGet();
    known.invalidate(token);
  }

  /** All of a member, on this node at once. */
  void forgetAll(Viewer member) {
    forget(Set.of(Objects.requireNonNull(member.member())));
  }

  @Override
  public void rebuild() {
    drops.incrementAndGet();
    known.invalidateAll();
  }

  @Override
  public void apply(List<Change> changes) {
    Set<Long> members = changes.stream().filter(c -> c.kind() == Change.Kind.MEMBER).map(Change::member)
        .collect(Collectors.toSet());
    if (!members.isEmpty()) {
      forget(members);
    }
  }

  private void forget(Set<Long> members) {
    drops.incrementAndGet();
    known.asMap().values().removeIf(who -> members.contains(who.viewer().member()));
  }

  /** Nobody's page waits for it, and none fails with it: it is tried again a minute later. */
  private void touch(String token) {
    try {
      sessions.touch(token);
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("a session was not touched", e);
    }
  }
}
