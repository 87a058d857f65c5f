package com.candylake.web;

import com.candylake.base.WaitingRoom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * HTTP/1.1 as Tomcat speaks it, with bounds where it has none (ADR 27): the head of a request is there within a time, however
 * its bytes come (each one renews Tomcat's time-out); only so many requests may be without the rest of their head, since each
 * takes 30 KB; a connection takes the memory to write with when it is written to, and gives it back when it idles; and only so
 * many requests are under way at once, the others stay in the system's hands.
 */
public final class BoundedProtocol extends Http11NioProtocol {
  private static final Duration HEAD = Duration.ofSeconds(10);

  /** The head of a request nearly always comes in one piece. */
  private static final int MOST_PARTS = 1_000;

  /** A usual head fits. Whatever is longer takes several readings. */
  private static final int READ = 2_048;
  /** A page with twenty replies goes out, compressed and with its head, in one call of the system instead of two. */
  private static final int WRITE = 16_384;

  /**
   * A request that is under way takes some 75 KB, and where thousands are, each lock that two of them want is handed over once
   * around all of them. More than may wait in {@link Turns}, so that there is always room for what is answered at once, the
   * refusals among it.
   */
  private static final int MOST_UNDER_WAY = WaitingRoom.MOST + Turns.FORMS + 256;

  /** Should all of them wait for something that has to be under way first, it is. */
  private static final Duration FULL = Duration.ofMillis(500);

  private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
  private final ConcurrentMap<SocketWrapperBase<?>, Long> parts = new ConcurrentHashMap<>();

  public BoundedProtocol() {
    super(new Endpoint());
  }

  @Override
  public void setExecutor(Executor threads) {
    super.setExecutor(task -> {
      boolean counted = enter();
      threads.execute(() -> {
        try {
          task.run();
        } finally {
          if (counted) {
            underWay.release();
          }
        }
      });
    });
  }

  /** Makes whoever looks after the idle connections wait; false: it has waited long enough. */
  private boolean enter() {
    try {
      return underWay.tryAcquire(FULL.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  protected Processor createProcessor() {
    return new Bounded(this);
  }

  /** Whether a part of a head may wait for the rest. */
  private boolean mayWait(SocketWrapperBase<?> socket) {
    long now = System.nanoTime();
    Long since = parts.putIfAbsent(socket, now);
    if (since != null) {
      return now - since < HEAD.toNanos();
    }
    if (parts.size() > MOST_PARTS) {
      parts.keySet().removeIf(SocketWrapperBase::isClosed);
    }
    return parts.size() <= MOST_PARTS;
  }

  private static final class Bounded extends Http11Processor {
    private final BoundedProtocol protocol;

    Bounded(BoundedProtocol protocol) {
      super(protocol, protocol.getAdapter());
      this.protocol = protocol;
    }

    @Override
    public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
      SocketState state = SocketState.CLOSED;
      try {
        state = super.process(socket, event);
        // a stream waits too, with all of its head
        if (state == SocketState.LONG && !isAsync() && !protocol.mayWait(socket)) {
          state = SocketState.CLOSED;
        }
      } finally {
        if (state != SocketState.LONG || isAsync()) {
          protocol.parts.remove(socket);
        }
      }
      if (state == SocketState.OPEN && socket.getSocketBufferHandler() instanceof Buffers buffers) {
        buffers.idle();
      }
      return state;
    }
  }

  private static final class Endpoint extends NioEndpoint {
    @Override
    protected NioChannel createChannel(SocketBufferHandler unused) {
      return new NioChannel(new Buffers());
    }
  }

  /** Not for several threads, as the one that it stands for. */
  private static final class Buffers extends SocketBufferHandler {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private volatile ByteBuffer write = NONE;
    private volatile boolean filling = true;

    Buffers() {
      super(READ, 0, false);
    }

    void idle() {
      if (isWriteBufferEmpty()) {
        write = NONE;
        filling = true;
      }
    }

    @Override
    public void configureWriteBufferForWrite() {
      if (write == NONE) {
        write = ByteBuffer.allocate(WRITE);
      } else if (!filling) {
        write.compact();
      }
      filling = true;
    }

    @Override
    public void configureWriteBufferForRead() {
      if (filling) {
        write.flip();
      }
      filling = false;
    }

    @Override
    public boolean isWriteBufferWritable() {
      return write == NONE || filling == write.hasRemaining();
    }

    @Override
    public ByteBuffer getWriteBuffer() {
      return write;
    }

    @Override
    public boolean isWriteBufferEmpty() {
      return filling ? write.position() == 0 : !write.hasRemaining();
    }

    @Override
    public void reset() {
      super.reset();
      write = NONE;
      filling = true;
    }

    @Override
    public void expand(int size) {
      throw new UnsupportedOperationException("there is no TLS here");
    }
  }

  @Component
  static final class Installed implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
      factory.setProtocol(BoundedProtocol.class.getName());
    }
  }
}
