package com.candylake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.testkit.PlatformTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Letters that several nodes want to send. Here nobody does: no mail server is configured, and the database is this platform's
 * alone, which on PostgreSQL it is not.
 */
@Tag("once")
class OutboxTests extends PlatformTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  @Autowired private Outbox outbox;
  @Autowired private TransactionTemplate transactions;

  private long letter() {
    String to = "letter" + NUMBER.incrementAndGet() + "@mail.example";
    transactions.executeWithoutResult(t -> outbox.add(new Letter(to, "About something", "Words.", Lang.EN)));
    return number("select id from outbox where recipient = ?", to);
  }

  private String state(long id) {
    return text("""
        select tries || ' ' || body || ' ' || case when due_at is null then 'over' else 'due' end
          from outbox where id = ?""", id);
  }

  @Test
  void oneOfTwoNodesHasALetter() {
    long id = letter();
    assertThat(outbox.take(id)).isPresent();
    assertThat(outbox.take(id)).isEmpty();
    clock.advance(Duration.ofMinutes(4));
    assertThat(outbox.take(id)).isEmpty();
  }

  @Test
  void aNodeThatComesBackLateSaysNothingAboutALetterThatAnotherHasSent() {
    long id = letter();
    DueLetter late = outbox.take(id).orElseThrow();
    clock.advance(Duration.ofMinutes(6));
    DueLetter other = outbox.take(id).orElseThrow();
    outbox.sent(other);
    assertThat(state(id)).isEqualTo("2  over");
    outbox.failed(late, "timed out", false);
    assertThat(state(id)).isEqualTo("2  over");
  }

  @Test
  void aLetterIsTriedEightTimesInTwoDaysAndThenGivenUp() {
    long id = letter();
    int tries = 0;
    for (Duration waited = Duration.ZERO; waited.compareTo(Duration.ofDays(3)) < 0; waited = waited.plusMinutes(1)) {
      var due = outbox.take(id);
      if (due.isPresent()) {
        outbox.failed(due.get(), "no route to host", false);
        tries++;
      }
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(tries).isEqualTo(8);
    assertThat(state(id)).isEqualTo("8  over");
    assertThat(text("select problem from outbox where id = " + id)).isEqualTo("no route to host");
  }
}
