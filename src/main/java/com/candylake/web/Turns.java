package com.candylake.web;

import com.candylake.base.WaitingRoom;
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
import org.springframework.stereotype.Component;

/**
 * Makes only so many pages at once, the others in the order in which they were asked for: one more than there are
 * processors on SQLite, where making a page keeps one busy; as many as connections read on PostgreSQL, where it waits. All
 * at once they would take turns at the processors and at the pool's connections as chance has it: the 99th percentile was
 * over a second where this queue has 50 ms (ADR 22). Whoever would wait too long, as long as pages take at present, is told
 * at once to come back ({@link WaitingRoom}), and so is whoever has waited too long; nothing is asked of the database for them.
 *
 * <p>Forms are not made to wait here: they queue for the writer, where many at once share a commit. But only so many are under
 * way at once, since each that waits takes memory: eight thousand filled the heap. Pages from the cache come before this;
 * streams, static files and {@code /health} are let through.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
@ConditionalOnWebApplication
class Turns extends HttpFilter {
  private static final long serialVersionUID = 1L;
  /** Forms under way; a commit has room for 64. */
  static final int FORMS = 512;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private final transient Semaphore turns;
  private final transient Semaphore forms = new Semaphore(FORMS);
  private final transient WaitingRoom room;
  private final transient Refusing refusing;

  /** Answers whoever is not let in. */
  @FunctionalInterface
  interface Refusing {
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  @Autowired
  Turns(DatabaseProperties database, MeterRegistry registry, Busy busy) {
    this(database.dialect() == Dialect.SQLITE
        ? Math.min(database.readers(), Runtime.getRuntime().availableProcessors() + 1) : database.readers(),
        WaitingRoom.FEW, PATIENCE,
        busy::answer);
    Gauge.builder("candylake.http.waiting", this, Turns::waiting)
        .description("Requests for pages that wait for their turn").register(registry);
  }

  /**
   * @param most how many pages are made at once
   * @param few how many may wait however long that is expected to take
   */
  Turns(int most, int few, Duration patience, Refusing refusing) {
    this.turns = new Semaphore(most, true);
    this.room = new WaitingRoom(most, few, patience);
    this.refusing = refusing;
  }

  int waiting() {
    return room.waiting();
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isFree(request)) {
      chain.doFilter(request, response);
      return;
    }
    boolean page = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (page ? !isMine() : !forms.tryAcquire()) {
      refusing.answer(request, response);
      return;
    }
    long since = System.nanoTime();
    var turn = new Turn(page ? () -> over(since) : forms::release);
    request.setAttribute(Turn.class.getName(), turn);
    try {
      chain.doFilter(request, response);
    } finally {
      turn.close();
    }
  }

  private static boolean isFree(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals(Live.PATH) || path.equals("/health") || path.startsWith("/s/");
  }

  private void over(long since) {
    turns.release();
    took(System.nanoTime() - since);
  }

  private boolean isMine() {
    try {
      return room.enter() && turns.tryAcquire(room.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      room.leave();
    }
  }

  /** How long a turn was. */
  void took(long nanos) {
    room.took(nanos);
  }

  /** The page is made, and is the client's to take as slowly as it likes: the next one's turn. */
  static void over(HttpServletRequest request) {
    if (request.getAttribute(Turn.class.getName()) instanceof Turn turn) {
      turn.close();
    }
  }

  private record Turn(Runnable end, AtomicBoolean over) implements AutoCloseable {
    Turn(Runnable end) {
      this(end, new AtomicBoolean());
    }

    @Override
    public void close() {
      if (over.compareAndSet(false, true)) {
        end.run();
      }
    }
  }
}
