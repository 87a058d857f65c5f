package com.candylake.web;

import com.candylake.database.DatabaseProperties;
import com.candylake.database.Dialect;
import com.candylake.live.Live;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Makes only so many pages at once, the others in the order in which they were asked for: one more than there are
 * processors on SQLite, where making a page keeps one busy; as many as connections read on PostgreSQL, where it waits. All
 * at once they would take turns at the processors and at the pool's connections as chance has it: the 99th percentile was
 * over a second where this queue has 50 ms (ADR 22). Whoever has waited too long is told to come back, before anything is
 * asked of the database.
 *
 * <p>Pages from the cache come before this; streams, static files and {@code /health} take no turn, nor do forms: they
 * queue for the writer, where many at once share a commit.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
@ConditionalOnWebApplication
class Turns extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(5);
  private final transient Semaphore turns;

  private final Duration patience;

  @Autowired
  Turns(DatabaseProperties database, MeterRegistry registry) {
    this(database.dialect() == Dialect.SQLITE
        ? Math.min(database.readers(), Runtime.getRuntime().availableProcessors() + 1) : database.readers(), PATIENCE);
    Gauge.builder("candylake.http.waiting", this, Turns::waiting)
        .description("Requests for pages that wait for their turn").register(registry);
  }

  /** @param most how many pages are made at once */
  Turns(int most, Duration patience) {
    this.turns = new Semaphore(most, true);
    this.patience = patience;
  }

  int waiting() {
    return turns.getQueueLength();
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!takesTurn(request)) {
      chain.doFilter(request, response);
      return;
    }
    if (!isMine(response)) {
      return;
    }
    var turn = new Turn(turns);
    request.setAttribute(Turn.class.getName(), turn);
    try {
      chain.doFilter(request, response);
    } finally {
      turn.close();
    }
  }

  private static boolean takesTurn(HttpServletRequest request) {
    String path = request.getRequestURI();
    return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) && !path.equals(Live.PATH)
        && !path.equals("/health") && !path.startsWith("/s/");
  }

  private boolean isMine(HttpServletResponse response) throws IOException {
    try {
      if (turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(LATER.toSeconds()));
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    return false;
  }

  /** The page is made, and is the client's to take as slowly as it likes: the next one's turn. */
  static void over(HttpServletRequest request) {
    if (request.getAttribute(Turn.class.getName()) instanceof Turn turn) {
      turn.close();
    }
  }

  private record Turn(Semaphore turns, AtomicBoolean over) implements AutoCloseable {
    Turn(Semaphore turns) {
      this(turns, new AtomicBoolean());
    }

    @Override
    public void close() {
      if (over.compareAndSet(false, true)) {
        turns.release();
      }
    }
  }
}
