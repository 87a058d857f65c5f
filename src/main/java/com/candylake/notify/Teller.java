package com.candylake.notify;

import com.candylake.change.Change;
import com.candylake.change.ChangeListener;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets {@link Tellings} go on where the log does, a second later at the most; while nothing is written it asks nothing. Not in
 * the thread that follows the log, for which pages wait.
 */
@Component
@ConditionalOnWebApplication
class Teller implements ChangeListener {
  private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
  /** Of changes that concern nobody; see {@link Tellings}. */
  private static final int MANY = 1_000;
  private final Tellings tellings;
  private final AtomicInteger waiting = new AtomicInteger(MANY);

  Teller(Tellings tellings) {
    this.tellings = tellings;
  }

  @Override
  public void rebuild() {
    waiting.set(MANY);
  }

  @Override
  public void apply(List<Change> changes) {
    boolean news = changes.stream().anyMatch(c -> Tellings.isNews(c.kind()));
    waiting.updateAndGet(n -> Math.min(MANY, n + (news ? MANY : changes.size())));
  }

  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void round() {
    int due = waiting.get();
    if (due < MANY) {
      return;
    }
    waiting.addAndGet(-due);
    try {
      boolean more = true;
      while (more) {
        more = step();
      }
    } catch (RuntimeException e) {
      waiting.set(MANY);
      LOG.warn("members are told a little later", e);
    }
  }

  /** @return whether the log goes on */
  private boolean step() {
    Tellings.Stretch stretch = tellings.read().looked();
    boolean mine = tellings.tell(stretch, tellings.members(stretch));
    return !mine || stretch.more();
  }
}
