package com.candylake.live;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The streams that are open. */
final class Streams {
  private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger taken = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final int most;
  private final Duration heartbeat;
  private volatile boolean closed;

  Streams(int most, Duration heartbeat) {
    this.most = most;
    this.heartbeat = heartbeat;
  }

  /** A place for one more; it is told nothing before it has joined. Empty if there are as many as there may be. */
  Optional<OpenStream> take() {
    if (closed) {
      return Optional.empty();
    }
    if (taken.incrementAndGet() > most) {
      taken.decrementAndGet();
      refused.increment();
      return Optional.empty();
    }
    return Optional.of(new OpenStream(heartbeat));
  }

  void join(OpenStream stream) {
    open.add(stream);
    if (closed) {
      stream.end();
    }
  }

  void leave(OpenStream stream) {
    open.remove(stream);
    taken.decrementAndGet();
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

  /** The same bytes to all. Who cannot take them is told nothing more. */
  void tell(byte[] bytes) {
    open.removeIf(stream -> {
      boolean slow = !stream.offer(bytes);
      if (slow) {
        dropped.increment();
      }
      return slow;
    });
  }

  /** No more streams, until they are opened again. */
  void close() {
    closed = true;
    open.forEach(OpenStream::end);
  }

  boolean isClosed() {
    return closed;
  }

  void reopen() {
    closed = false;
  }
}
