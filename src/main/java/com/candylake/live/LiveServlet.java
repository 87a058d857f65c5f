package com.candylake.live;

import com.candylake.change.ChangeLog;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of what happens (server-sent events, HTML 9.2). The request is answered with the head of the stream; then the
 * connection is a {@link Wire}, and what Tomcat made for the request serves others.
 */
final class LiveServlet extends HttpServlet {
  private static final Logger LOG = LoggerFactory.getLogger(LiveServlet.class);
  private static final long serialVersionUID = 1L;
  private static final Pattern ID = Pattern.compile("([\\w-]{1,64})-(\\d{1,18})");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  /** When everybody comes back after a restart, most of the readers' connections are left to the pages. */
  private static final int CATCHING_UP = 2;

  private final transient Live live;
  private final transient Events events;
  private final transient Streams streams;
  private final transient Backlog backlog;
  private final transient ExecutorService catchingUp = Executors.newFixedThreadPool(CATCHING_UP,
      Thread.ofVirtual().name("live-catching-up").factory());

  LiveServlet(Live live, Events events, Streams streams, Backlog backlog) {
    this.live = live;
    this.events = events;
    this.streams = streams;
    this.backlog = backlog;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException {
    Guard.require(Viewer.ANONYMOUS, Act.BROWSE);
    if (!request.getMethod().equals("GET")) {
      response.setHeader("Allow", "GET");
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    Optional<OpenStream> place = streams.take();
    if (place.isEmpty()) {
      response.setHeader("Retry-After", String.valueOf(RETRY_AFTER.toSeconds()));
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    response.setContentType("text/event-stream;charset=utf-8");
    // nginx would collect a page full before it passes anything on
    response.setHeader("X-Accel-Buffering", "no");
    // it ends with the connection, which is no longer Tomcat's when this request is answered
    response.setHeader("Connection", "close");
    String asked = Optional.ofNullable(request.getHeader("Last-Event-ID")).orElse(request.getParameter("after"));
    OpenStream stream = place.get();
    try {
      Wire wire = request.upgrade(Wire.class);
      wire.carry(stream, () -> catchingUp.execute(() -> begin(stream, asked, wire)), () -> streams.leave(stream));
      response.setStatus(HttpServletResponse.SC_OK);
      response.getOutputStream().write(greeting());
      response.flushBuffer();
    } catch (IOException e) {
      streams.leave(stream);
      LOG.debug("a reader is gone", e);
    } catch (ServletException | RuntimeException e) {
      streams.leave(stream);
      throw e;
    }
  }

  private void begin(OpenStream stream, @Nullable String asked, Wire wire) {
    try {
      Optional<Live.Joined> joined = live.join(stream);
      Missed missed = joined.isPresent() ? before(asked, joined.get()) : new Missed(new byte[0]);
      stream.begin(wire, missed.bytes, missed.taken);
      if (joined.isEmpty()) {
        stream.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      wire.close();
    } catch (RuntimeException e) {
      LOG.warn("a stream broke", e);
      wire.close();
    }
  }

  /** When to come back after a break: not all at once. */
  private static byte[] greeting() {
    return ("retry: " + ThreadLocalRandom.current().nextInt(2_000, 6_000) + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What is told first.
   *
   * @param taken run when it waits no more
   */
  private record Missed(byte[] bytes, Runnable taken) {
    Missed(byte[] bytes) {
      this(bytes, () -> {});
    }
  }

  /** What the reader has missed. What happens in the meantime waits in the stream, so nothing falls between. */
  private Missed before(@Nullable String asked, Live.Joined joined) {
    ChangeLog.Position position = asked == null ? joined.now() : position(asked);
    List<Event> here = List.of(new Event.Here());
    if (position != null && position.equals(joined.now())) {
      return new Missed(Event.stream(here, joined.told(), joined.told()));
    }
    if (position != null) {
      Events.Since since = events.since(position, joined.now());
      if (since.events() != null) {
        byte[] bytes = Event.stream(Stream.concat(since.events().stream(), here.stream()).toList(), position, since.end());
        if (backlog.take(bytes.length)) {
          return new Missed(bytes, () -> backlog.give(bytes.length));
        }
      }
    }
    return new Missed(Event.stream(List.of(new Event.Reset(), new Event.Here()), joined.told(), joined.told()));
  }

  private static ChangeLog.@Nullable Position position(String id) {
    Matcher parts = ID.matcher(id);
    return parts.matches() ? new ChangeLog.Position(parts.group(1), Long.parseLong(parts.group(2))) : null;
  }
}
