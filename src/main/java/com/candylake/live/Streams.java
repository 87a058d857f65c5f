package com.candylake.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The streams that are open, and the one thread that tells them. It never waits for a client: what a connection does not take
 * at once waits in its stream.
 */
final class Streams {
  private static final byte[] END = {};

  /** Heartbeats are late by so small a part of the silence at the most. */
  private static final int TICKS = 25;

  /**
   * Something to tell.
   *
   * @param number counts up; who joins later is not told
   */
  private record News(long number, byte[] bytes) {}

  /** Those that have joined, each with the number of the last news before. */
  private final Map<OpenStream, Long> open = new ConcurrentHashMap<>();

  private final Set<OpenStream> places = new HashSet<>();
  private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final int most;
  private final Duration silence;
  private final Duration patience;
  private long number;
  private volatile boolean closed;
  private @Nullable Thread teller;

  /**
   * @param silence after which a stream is sent a heartbeat
   * @param patience after which a client that takes nothing is given up
   */
  Streams(int most, Duration silence, Duration patience) {
    this.most = most;
    this.silence = silence;
    this.patience = patience;
  }

  /** A place for one more; it is told nothing before it has joined. Empty if there are as many as there may be. */
  synchronized Optional<OpenStream> take() {
    if (closed) {
      return Optional.empty();
    }
    if (places.size() >= most) {
      refused.increment();
      return Optional.empty();
    }
    var stream = new OpenStream();
    places.add(stream);
    return Optional.of(stream);
  }

  synchronized void join(OpenStream stream) {
    // it may have left already
    if (places.contains(stream)) {
      open.put(stream, number);
      if (closed) {
        stream.end();
      }
    }
  }

  /** Its place is free again. */
  void leave(OpenStream stream) {
    synchronized (this) {
      places.remove(stream);
      open.remove(stream);
    }
    stream.gone();
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  int size() {
    return open.size();
  }

  /** How many were told nothing more because they were too slow. */
  long dropped() {
    return dropped.sum();
  }

  /** How many found no place. */
  long refused() {
    return refused.sum();
  }

  /** The same bytes to all that have joined; soon. Who cannot take them is told nothing more. */
  synchronized void tell(byte[] bytes) {
    if (!closed) {
      news.add(new News(++number, bytes));
    }
  }

  /** Streams can be opened, and are told what there is to tell. */
  synchronized void open() {
    closed = false;
    Thread thread = Thread.ofPlatform().name("live-teller").daemon().unstarted(this::run);
    teller = thread;
    thread.start();
  }

  /** No more streams, until they are opened again; those that are end when they have been told all. */
  void close() throws InterruptedException {
    Thread thread;
    synchronized (this) {
      tell(END);
      closed = true;
      thread = teller;
      teller = null;
    }
    if (thread != null) {
      thread.join();
    }
  }

  boolean isClosed() {
    return closed;
  }

  private void run() {
    var batch = new ArrayList<News>();
    try {
      while (batch.isEmpty() || batch.getLast().bytes() != END) {
        batch.clear();
        News next = news.poll(silence.toNanos() / TICKS, TimeUnit.NANOSECONDS);
        if (next != null) {
          batch.add(next);
          news.drainTo(batch);
        }
        round(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.keySet().forEach(OpenStream::end);
  }

  private void round(List<News> batch) {
    open.forEach((stream, joined) -> {
      boolean keepsUp = true;
      for (News next : batch) {
        if (next.number() > joined && next.bytes() != END) {
          keepsUp &= stream.tell(next.bytes());
        }
      }
      if (!(keepsUp && stream.beat(silence, patience)) && open.remove(stream) != null) {
        dropped.increment();
        stream.drop();
      }
    });
  }
}
