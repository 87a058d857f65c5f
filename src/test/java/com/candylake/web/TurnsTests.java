package com.candylake.web;

import static com.candylake.testkit.PlatformTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.WaitingRoom;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who makes a page when more are asked for than are made at once: here one. */
@Tag("once")
class TurnsTests {
  private final Turns turns = turns(5, Duration.ofSeconds(30));
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch goOn = new CountDownLatch(1);

  private static Turns turns(int few, Duration patience) {
    return new Turns(1, few, patience, (request, response) -> response.setStatus(503));
  }

  @AfterEach
  void everybodyGoes() {
    goOn.countDown();
    clients.close();
  }

  /** Asks for a page, which is made by {@code endpoint}. */
  private Future<MockHttpServletResponse> ask(Turns turns, String method, String path, FilterChain endpoint) {
    return clients.submit(() -> {
      var response = new MockHttpServletResponse();
      turns.doFilter(new MockHttpServletRequest(method, path), response, endpoint);
      return response;
    });
  }

  private Future<MockHttpServletResponse> occupy(Turns turns) throws InterruptedException {
    var taken = new CountDownLatch(1);
    var first = ask(turns, "GET", "/a/1", (request, response) -> {
      taken.countDown();
      wait(goOn);
    });
    taken.await();
    return first;
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void pagesAreMadeInTheOrderInWhichTheyWereAskedFor() throws Exception {
    occupy(turns);
    var made = new CopyOnWriteArrayList<Integer>();
    for (int i = 0; i < 20; i++) {
      int number = i;
      ask(turns, i % 2 == 0 ? "GET" : "HEAD", "/a/" + i, (request, response) -> made.add(number));
      await(() -> turns.waiting() == number + 1);
    }
    assertThat(made).isEmpty();
    goOn.countDown();
    await(() -> made.size() == 20);
    assertThat(made).isSorted();
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void whoWaitsTooLongIsToldToComeBackAndNothingIsAskedOfTheDatabase() throws Exception {
    var hasty = turns(5, Duration.ofMillis(20));
    var first = occupy(hasty);
    var reached = new CopyOnWriteArrayList<String>();
    var refused = ask(hasty, "GET", "/", (request, response) -> reached.add("/")).get();
    assertThat(refused.getStatus()).isEqualTo(503);
    assertThat(reached).isEmpty();
    goOn.countDown();
    first.get();
    assertThat(ask(hasty, "GET", "/", (request, response) -> {}).get().getStatus()).isEqualTo(200);
  }

  @Test
  void whoWouldWaitLongerThanThePatienceIsToldAtOnceAndNobodyElse() throws Exception {
    var patient = turns(2, Duration.ofSeconds(30));
    // a turn takes ten seconds, as far as is known
    patient.took(Duration.ofSeconds(10).toNanos());
    var first = occupy(patient);
    var waiting = List.of(wait(patient, 1), wait(patient, 2), wait(patient, 3));
    assertThat(ask(patient, "GET", "/a/5", (request, response) -> {}).get().getStatus()).as("the fourth in the queue")
        .isEqualTo(503);
    assertThat(patient.waiting()).isEqualTo(3);
    goOn.countDown();
    first.get();
    for (var each : waiting) {
      assertThat(each.get().getStatus()).isEqualTo(200);
    }
    assertThat(ask(patient, "GET", "/", (request, response) -> {}).get().getStatus()).isEqualTo(200);
  }

  @Test
  void aFewMayWaitHoweverLongTurnsHaveTakenAndTheQueueHasAnEnd() throws Exception {
    var slow = turns(2, Duration.ofSeconds(30));
    slow.took(Duration.ofHours(1).toNanos());
    occupy(slow);
    wait(slow, 1);
    wait(slow, 2);
    assertThat(ask(slow, "GET", "/a/5", (request, response) -> {}).get().getStatus()).isEqualTo(503);
    var quick = turns(2, Duration.ofSeconds(30));
    occupy(quick);
    for (int i = 1; i <= WaitingRoom.MOST; i++) {
      wait(quick, i);
    }
    assertThat(ask(quick, "GET", "/a/5", (request, response) -> {}).get().getStatus()).isEqualTo(503);
  }

  private Future<MockHttpServletResponse> wait(Turns turns, int place) {
    var asked = ask(turns, "GET", "/a/" + place, (request, response) -> {});
    await(() -> turns.waiting() == place);
    return asked;
  }

  @Test
  void aClientThatTakesItsPageSlowlyKeepsNobodyWaiting() throws Exception {
    var sending = new CountDownLatch(1);
    var slow = ask(turns, "GET", "/a/1", (request, response) -> {
      Turns.over((MockHttpServletRequest) request);
      sending.countDown();
      wait(goOn);
    });
    sending.await();
    occupy(turns);
    assertThat(slow.isDone()).isFalse();
    // the turn that was given back early is not given back again at the end
    var third = ask(turns, "GET", "/a/3", (request, response) -> {});
    await(() -> turns.waiting() == 1);
    assertThat(third.isDone()).isFalse();
  }

  @Test
  void formsStreamsFilesAndHealthTakeNoTurn() throws Exception {
    occupy(turns);
    for (List<String> free : List.of(List.of("POST", "/i/1/reply"), List.of("GET", "/live"), List.of("GET", "/health"),
        List.of("GET", "/s/candylake.css"))) {
      assertThat(ask(turns, free.getFirst(), free.getLast(), (request, response) -> {}).get().getStatus()).isEqualTo(200);
    }
  }

  @Test
  void onlySoManyFormsAreUnderWayAndAPageIsMadeAllTheSame() throws Exception {
    var under = new CountDownLatch(Turns.FORMS);
    for (int i = 0; i < Turns.FORMS; i++) {
      ask(turns, "POST", "/i/" + i + "/reply", (request, response) -> {
        under.countDown();
        wait(goOn);
      });
    }
    under.await();
    assertThat(ask(turns, "POST", "/i/1/vote", (request, response) -> {}).get().getStatus()).isEqualTo(503);
    assertThat(ask(turns, "GET", "/", (request, response) -> {}).get().getStatus()).isEqualTo(200);
    goOn.countDown();
    clients.close();
    var after = new MockHttpServletResponse();
    turns.doFilter(new MockHttpServletRequest("POST", "/i/1/vote"), after, (request, response) -> {});
    assertThat(after.getStatus()).isEqualTo(200);
  }

  @Test
  void whatBreaksGivesItsTurnBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      var broken = ask(turns, "GET", "/", (request, response) -> {
        throw new IllegalStateException("broken");
      });
      await(broken::isDone);
    }
    assertThat(ask(turns, "GET", "/", (request, response) -> {}).get().getStatus()).isEqualTo(200);
  }
}
