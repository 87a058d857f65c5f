package com.candylake.live;

import com.candylake.change.Change;
import com.candylake.change.ChangeListener;
import com.candylake.change.ChangeLog;
import com.candylake.change.Nodes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the change log for all open streams: reads once what a change means and gives everybody the same bytes. With
 * no stream open it asks the database nothing.
 */
@Component
@ConditionalOnWebApplication
public class Live implements ChangeListener, SmartLifecycle {
  /** Where the stream is. */
  public static final String PATH = "/live";

  private static final Logger LOG = LoggerFactory.getLogger(Live.class);

  /** How often the counters of an item are told at the most. */
  private static final Duration COUNTING = Duration.ofSeconds(1);

  private final Events events;
  private final Streams streams;
  private final Nodes nodes;
  /** Items whose counters moved and have not been told, each with the first change that says so; in its order. */
  private final Map<Long, Long> uncounted = new LinkedHashMap<>();
  private volatile ChangeLog.@Nullable Position position;
  private boolean broken;
  private volatile @Nullable Thread counting;

  Live(Events events, Streams streams, Nodes nodes) {
    this.events = events;
    this.streams = streams;
    this.nodes = nodes;
  }

  /**
   * The address of the stream for a page that is about to be read: told from there on, it misses nothing. If it is read from a
   * replica, that may be behind what was told here.
   */
  public String address() {
    ChangeLog.Position now = position;
    return now == null ? PATH
        : PATH + "?after=" + Event.id(new ChangeLog.Position(now.epoch(), Math.min(now.seq(), nodes.reads())));
  }

  /**
   * Where a stream stands when it joins.
   *
   * @param now whatever comes after it will be told
   * @param told whatever comes before it has been told; before {@code now} while counters wait
   */
  record Joined(ChangeLog.Position now, ChangeLog.Position told) {}

  /** From now on the stream is told what happens. Waits for the log to be read; empty if the server stops instead. */
  synchronized Optional<Joined> join(OpenStream stream) throws InterruptedException {
    while (position == null && !streams.isClosed()) {
      wait();
    }
    ChangeLog.Position now = position;
    if (now == null) {
      return Optional.empty();
    }
    if (streams.isEmpty()) {
      // counters that waited for readers who have all left: this one's position would stand behind them
      uncounted.clear();
    }
    streams.join(stream);
    return Optional.of(new Joined(now, told(now)));
  }

  @Override
  public synchronized void rebuild() {
    uncounted.clear();
    broken = position != null;
  }

  @Override
  public synchronized void reached(ChangeLog.Position reached) {
    if (broken) {
      streams.tell(Event.stream(List.of(new Event.Reset()), reached, reached));
      broken = false;
    }
    if (!reached.equals(position)) {
      position = reached;
      notifyAll();
    }
  }

  @Override
  public synchronized void apply(List<Change> changes) {
    ChangeLog.Position before = position;
    if (before == null) {
      throw new IllegalStateException("changes before the log was read");
    }
    ChangeLog.Position after = new ChangeLog.Position(before.epoch(), changes.getLast().seq());
    if (streams.isEmpty()) {
      uncounted.clear();
      position = after;
      return;
    }
    List<Event> news = events.of(changes);
    ChangeLog.Position told = told(before);
    for (Change change : changes) {
      if (change.kind() == Change.Kind.COUNTED && change.item() != null) {
        uncounted.putIfAbsent(change.item(), change.seq());
      }
    }
    position = after;
    if (!news.isEmpty()) {
      streams.tell(Event.stream(news, told, told(after)));
    }
    if (!uncounted.isEmpty()) {
      notifyAll();
    }
  }

  private ChangeLog.Position told(ChangeLog.Position reached) {
    return uncounted.isEmpty() ? reached
        : new ChangeLog.Position(reached.epoch(), uncounted.values().iterator().next() - 1);
  }

  private void count() {
    while (counting == Thread.currentThread()) {
      try {
        countOnce();
        Thread.sleep(COUNTING);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("counters cannot be read; trying again", e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(COUNTING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void countOnce() throws InterruptedException {
    while (uncounted.isEmpty()) {
      wait();
    }
    ChangeLog.Position now = position;
    if (now == null || streams.isEmpty()) {
      uncounted.clear();
      return;
    }
    List<Event> counts = events.counts(uncounted.keySet());
    ChangeLog.Position before = told(now);
    uncounted.clear();
    if (!counts.isEmpty()) {
      streams.tell(Event.stream(counts, before, now));
    }
  }

  @Override
  public void start() {
    streams.open();
    Thread counter = Thread.ofPlatform().name("live-counters").daemon().unstarted(this::count);
    counting = counter;
    counter.start();
  }

  /** Before the web server stops taking requests: it would wait ten seconds for streams that never end by themselves. */
  @Override
  public void stop() {
    Thread running = counting;
    counting = null;
    if (running != null) {
      running.interrupt();
    }
    try {
      streams.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      notifyAll();
    }
  }

  @Override
  public boolean isRunning() {
    return counting != null;
  }
}
