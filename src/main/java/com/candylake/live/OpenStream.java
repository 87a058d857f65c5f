package com.candylake.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One client's stream: what it has not taken yet, in the order in which it was told. Nobody waits for the client. */
final class OpenStream {
  /** Who is so many pieces of news behind does not read any more, or not soon enough to be worth the memory. */
  static final int MOST = 256;

  /** And who is so many bytes behind: the pieces are everybody's, but one that nobody else needs is kept for this one. */
  static final int MOST_BYTES = 2 << 20;

  /** A comment, which clients pass over (HTML, 9.2.6). Without it proxies would think the connection dead. */
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  /** Null until it is told what it has missed. */
  private @Nullable WritableByteChannel out;

  /** What of the last piece the client has not taken; then those behind it wait. */
  private @Nullable ByteBuffer rest;

  private @Nullable Deque<byte[]> waiting;
  private int waitingBytes;

  /** Run once what it has missed waits no more. */
  private @Nullable Runnable settled;

  /** When it has last taken anything. */
  private long taken = System.nanoTime();

  private boolean ending;
  private boolean over;

  /**
   * Told first; what it has been told meanwhile comes after it.
   *
   * @param taken run when the client has taken all of it, or is not told it any more
   */
  synchronized void begin(WritableByteChannel channel, byte[] missed, Runnable taken) {
    out = channel;
    settled = taken;
    if (over) {
      settle();
      hangUp();
    } else {
      rest = ByteBuffer.wrap(missed);
      write();
    }
  }

  /** False if the client is too slow to be told. */
  synchronized boolean tell(byte[] bytes) {
    if (over || ending) {
      return true;
    }
    if (out != null && rest == null) {
      rest = ByteBuffer.wrap(bytes);
      write();
      return true;
    }
    if (waiting == null) {
      waiting = new ArrayDeque<>();
    }
    waitingBytes += bytes.length;
    return waiting.size() < MOST && waitingBytes <= MOST_BYTES && waiting.add(bytes);
  }

  /** The client takes more. */
  synchronized void ready() {
    write();
  }

  /**
   * Says something if it has been silent for so long.
   *
   * @param patience false if the client has taken nothing for longer, though there is something
   */
  synchronized boolean beat(Duration silence, Duration patience) {
    long since = System.nanoTime() - taken;
    if (out == null || over) {
      return true;
    }
    if (rest == null && since >= silence.toNanos()) {
      rest = ByteBuffer.wrap(HEARTBEAT);
      write();
    }
    return rest == null || since < patience.toNanos();
  }

  /** Ends it when what waits has been taken. */
  synchronized void end() {
    ending = true;
    write();
  }

  /** Ends it as it is. It comes back with the position that it has. */
  synchronized void drop() {
    if (!over) {
      gone();
      hangUp();
    }
  }

  /** There is no connection any more. */
  synchronized void gone() {
    over = true;
    rest = null;
    waiting = null;
    settle();
  }

  private void settle() {
    Runnable taken = settled;
    settled = null;
    if (taken != null) {
      taken.run();
    }
  }

  private void write() {
    WritableByteChannel channel = out;
    if (channel == null || over) {
      return;
    }
    try {
      for (ByteBuffer next = next(); next != null; next = next()) {
        if (channel.write(next) > 0) {
          taken = System.nanoTime();
        }
        if (next.hasRemaining()) {
          return;
        }
        rest = null;
        settle();
      }
      if (ending) {
        drop();
      }
    } catch (IOException e) {
      drop();
    }
  }

  private @Nullable ByteBuffer next() {
    if (rest == null && waiting != null) {
      byte[] bytes = waiting.poll();
      if (bytes == null) {
        waiting = null;
      } else {
        waitingBytes -= bytes.length;
        rest = ByteBuffer.wrap(bytes);
      }
    }
    return rest;
  }

  private void hangUp() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      // so it is closed
    }
  }
}
