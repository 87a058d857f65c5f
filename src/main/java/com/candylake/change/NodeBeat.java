package com.candylake.change;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Says every second that this node serves and how far it follows the log, and at once when something is no longer
 * public: somebody waits for that. In a thread of its own, so that the log is read on while the database is slow to write.
 */
@Component
@ConditionalOnWebApplication
class NodeBeat implements ChangeListener, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(NodeBeat.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private final Nodes nodes;
  private long reached = -1;
  private boolean awaited;
  private volatile @Nullable Thread thread;

  NodeBeat(Nodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public void rebuild() {}

  @Override
  public synchronized void apply(List<Change> changes) {
    awaited |= changes.stream().anyMatch(c -> c.kind() == Change.Kind.VISIBILITY);
  }

  @Override
  public synchronized void reached(ChangeLog.Position position) {
    boolean first = reached < 0;
    reached = position.seq();
    if (awaited || first) {
      notifyAll();
    }
  }

  @Override
  public void start() {
    if (!nodes.isAlone()) {
      Thread beat = Thread.ofPlatform().name("node-beat").daemon().unstarted(this::run);
      thread = beat;
      beat.start();
    }
  }

  private void run() {
    boolean failing = false;
    while (thread == Thread.currentThread()) {
      try {
        nodes.tell(next());
        if (failing) {
          LOG.info("this node can say again that it serves");
        }
        failing = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!failing) {
          LOG.warn("this node cannot say that it serves; trying every second", e);
        }
        failing = true;
      }
    }
  }

  private synchronized long next() throws InterruptedException {
    if (!awaited) {
      wait(BEAT.toMillis());
    }
    while (reached < 0) {
      wait();
    }
    awaited = false;
    return reached;
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      try {
        running.join();
        nodes.leave();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.warn("this node could not say that it stops", e);
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
