package com.candylake.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reads the body of a request before anybody asks for it: at least so fast, and into no more memory than what has come, of a
 * supply that all share. Tomcat would take as much as the client says that it will send, and wait for it as long as a byte
 * comes now and then: 70 forms of which nothing but the length was sent filled the heap (ADR 27).
 */
final class Bodies extends ValveBase {
  /** What a body may take beside a second for each {@link #PACE} bytes. */
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int PACE = 1_000;
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int UNIT = 1_024;

  /** Of what is too large so many times the most is read, so that a browser shows the page that says so. */
  private static final int READ_ON = 4;

  private final Semaphore memory = new Semaphore((int) (Runtime.getRuntime().maxMemory() / 16 / UNIT));
  private final Busy busy;

  private Bodies(Busy busy) {
    super(true);
    this.busy = busy;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    org.apache.coyote.Request sent = request.getCoyoteRequest();
    // what Tomcat has refused already has no length to go by
    if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST || !hasBody(sent)) {
      getNext().invoke(request, response);
      return;
    }
    if (Uploads.isOne(request)) {
      getNext().invoke(request, response);
      if (request.getAttribute(Uploads.READ) == null) {
        sent.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
      }
      return;
    }
    long length = sent.getContentLengthLong();
    int most = request.getConnector().getMaxPostSize();
    long end = (long) most * READ_ON;
    if (length > end || length > most && sent.hasExpectation()) {
      // whoever asks first is not told to go on
      sent.setExpectation(false);
      getNext().invoke(request, response);
      sent.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
      return;
    }
    sent.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
    sent.setExpectation(false);
    // of what comes in chunks one byte too many is kept, to be refused for
    try (var body = new Body(length > most ? 0 : length < 0 ? most + 1 : (int) length)) {
      if (!read(sent, body, end, response)) {
        sent.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        return;
      }
      if (length <= most) {
        sent.action(ActionCode.REQ_SET_BODY_REPLAY, body.whole());
      }
      getNext().invoke(request, response);
      if (body.read >= end) {
        sent.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
      }
    }
  }

  private static boolean hasBody(org.apache.coyote.Request sent) {
    return sent.getContentLengthLong() > 0 || sent.getHeader("Transfer-Encoding") != null;
  }

  /** False: it has been answered. */
  private boolean read(org.apache.coyote.Request sent, Body body, long end, Response response) throws IOException {
    long since = System.nanoTime();
    try {
      while (body.read < end && sent.doRead(body) >= 0) {
        if (!body.keep()) {
          busy.answer(response.getRequest(), response);
          return false;
        }
        long took = System.nanoTime() - since;
        if (took > LONGEST.toNanos() || took > GRACE.plusSeconds(body.read / PACE).toNanos()) {
          throw new SocketTimeoutException();
        }
      }
      return true;
    } catch (SocketTimeoutException e) {
      refuse(response, HttpServletResponse.SC_REQUEST_TIMEOUT);
    } catch (BadRequestException | EOFException e) {
      refuse(response, HttpServletResponse.SC_BAD_REQUEST);
    }
    return false;
  }

  private static void refuse(Response response, int status) {
    response.setStatus(status);
    SecurityHeaders.write(response);
  }

  /** What has come so far. */
  private final class Body implements ApplicationBufferHandler, AutoCloseable {
    private final int most;
    private byte[] bytes = {};
    private int taken;
    private int kept;
    private long read;
    private @Nullable ByteBuffer next;

    /** @param most what is kept of it */
    Body(int most) {
      this.most = most;
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      next = buffer;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
      return next;
    }

    @Override
    public void expand(int size) {}

    /** What was read last; false: there is no memory for it. */
    boolean keep() {
      ByteBuffer came = next;
      if (came == null) {
        return true;
      }
      next = null;
      read += came.remaining();
      int more = Math.min(came.remaining(), most - kept);
      if (kept + more > bytes.length) {
        int length = Math.clamp(Math.max(2L * bytes.length, kept + more), UNIT, Math.max(UNIT, most));
        int units = Math.ceilDiv(length, UNIT) - taken;
        if (!memory.tryAcquire(units)) {
          return false;
        }
        taken += units;
        bytes = Arrays.copyOf(bytes, length);
      }
      came.get(bytes, kept, more);
      kept += more;
      return true;
    }

    ByteChunk whole() {
      var whole = new ByteChunk();
      whole.setBytes(bytes, 0, kept);
      return whole;
    }

    @Override
    public void close() {
      memory.release(taken);
    }
  }

  @Component
  @ConditionalOnWebApplication
  @Order(RequestValve.Installed.ORDER + 1)
  static final class Installed implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final Busy busy;

    Installed(Busy busy) {
      this.busy = busy;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
      factory.addEngineValves(new Bodies(busy));
    }
  }
}
