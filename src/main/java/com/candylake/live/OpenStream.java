package com.candylake.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client's stream: a bounded queue, and the thread that writes what is in it for as long as the client takes it. */
final class OpenStream {
  /** Who is so many pieces of news behind does not read any more, or not soon enough to be worth the memory. */
  static final int MOST = 256;

  /** A comment, which clients pass over (HTML, 9.2.6). Without it proxies would think the connection dead. */
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(MOST);
  private final Duration heartbeat;
  private volatile boolean dropped;
  private volatile @Nullable Thread writer;

  /** @param heartbeat how long it is silent at the most */
  OpenStream(Duration heartbeat) {
    this.heartbeat = heartbeat;
  }

  /** False if the client is too slow: it is given up then, and comes back with the position it has. */
  boolean offer(byte[] bytes) {
    if (queue.offer(bytes)) {
      return true;
    }
    drop();
    return false;
  }

  /** Ends the stream when what waits in it is written. */
  void end() {
    offer(END);
  }

  private void drop() {
    dropped = true;
    Thread running = writer;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Writes until the stream is ended or dropped, or the client is gone. */
  void pump(OutputStream out) throws IOException {
    writer = Thread.currentThread();
    try {
      while (!dropped) {
        byte[] next = queue.poll(heartbeat.toNanos(), TimeUnit.NANOSECONDS);
        if (next == END) {
          return;
        }
        out.write(next == null ? HEARTBEAT : next);
        if (queue.isEmpty()) {
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      writer = null;
    }
  }
}
