package com.candylake.mail;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Letters that are to be sent, and those that were lately. What is in here survives whatever happens to this process. */
@Service
@EnableConfigurationProperties(MailProperties.class)
public class Outbox {
  /** How long sending one may take before another node tries. */
  private static final Duration LEASE = Duration.ofMinutes(5);
  /** Between one try and the next; then it is given up. */
  private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30),
      Duration.ofHours(2), Duration.ofHours(6), Duration.ofHours(12), Duration.ofHours(24));
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int PROBLEM = 500;
  private final OutboxStore store;
  private final Clock clock;

  Outbox(OutboxStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** In the transaction of what the letter is about: without that it is never sent. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(Letter letter) {
    store.insert(letter, clock.instant());
  }

  @Transactional(readOnly = true)
  List<Long> due(int most) {
    return store.due(clock.instant(), most);
  }

  @Transactional
  Optional<DueLetter> take(long id) {
    Instant now = clock.instant();
    return store.take(id, now, now.plus(LEASE));
  }

  @Transactional
  void sent(DueLetter due) {
    store.done(due, clock.instant(), "");
  }

  /** Tried again after a while; nobody waits for a letter for longer than two days. */
  @Transactional
  void failed(DueLetter due, String problem, boolean forGood) {
    String said = problem.substring(0, Math.min(PROBLEM, problem.length()));
    if (forGood || due.tries() > PAUSES.size()) {
      store.done(due, clock.instant(), said);
    } else {
      store.again(due, clock.instant().plus(PAUSES.get(due.tries() - 1)), said);
    }
  }

  /** Forgets what was sent or given up more than a week ago. */
  @Transactional
  public void prune(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    store.deleteBefore(clock.instant().minus(KEPT));
  }
}
