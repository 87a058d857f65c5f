package com.candylake.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Sessions;
import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.database.Dialect;
import com.candylake.guard.Viewer;
import com.candylake.ops.DemoContent;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.People;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

/** Nothing is told twice and nothing is left out, whoever reads the log at the same time and whoever dies over it. */
class TellingTests extends PlatformTest {
  private static final int MANY = 60;
  private static final long PAUSE = 1_000_000;
  @Autowired private Tellings tellings;
  @Autowired private TransactionTemplate transactions;
  @Autowired private Environment environment;
  private Viewer ann;
  private Viewer bob;
  private long article;

  @BeforeEach
  void anArticle() {
    ann = people.member();
    bob = people.member();
    Channel channel = desk.channel();
    article = desk.article(ann, channel);
  }

  private static boolean step(Tellings tellings) {
    Tellings.Stretch stretch = tellings.read().looked();
    return tellings.tell(stretch, tellings.members(stretch));
  }

  /** As a node does that dies before it has committed. */
  private void half() {
    Tellings.Stretch stretch = tellings.read().looked();
    var members = tellings.members(stretch);
    transactions.executeWithoutResult(t -> {
      tellings.tell(stretch, members);
      t.setRollbackOnly();
    });
  }

  /** Writes replies while others tell of them. */
  private List<Long> talk(List<Runnable> others) throws Exception {
    var over = new AtomicBoolean();
    var written = new ArrayList<Long>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (Runnable other : others) {
        running.add(threads.submit(() -> {
          while (!over.get()) {
            other.run();
            LockSupport.parkNanos(PAUSE);
          }
        }));
      }
      try {
        for (int i = 0; i < MANY; i++) {
          written.add(desk.reply(bob, article, Lang.EN, "Reply " + i + ", " + (i % 3 == 0 ? "@" + name(ann) : "to all")));
        }
        await(() -> number("select count(*) from notification where member = ? and item = ?", People.id(ann),
            written.getLast()) == 1);
      } finally {
        over.set(true);
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    return written;
  }

  private String name(Viewer member) {
    return text("select name from member where id = ?", People.id(member));
  }

  private void eachIsToldOnce(List<Long> written) {
    assertThat(numbers("select item from notification where member = ? order by id", People.id(ann)))
        .containsExactlyElementsOf(written);
  }

  @Test
  void severalThatTellAtOnceAndSomeThatDieOverIt() throws Exception {
    eachIsToldOnce(talk(List.of(() -> step(tellings), () -> step(tellings), this::half, this::half)));
  }

  @Test
  void twoNodesOnOneDatabase() throws Exception {
    Assumptions.assumeTrue(DIALECT == Dialect.POSTGRESQL, "one server on a SQLite folder");
    try (var second = secondNode()) {
      Tellings other = second.getBean(Tellings.class);
      eachIsToldOnce(talk(List.of(() -> step(tellings), () -> step(other), () -> step(other), this::half)));
      // and what is read on one is read on the other
      var here = http.as(ann);
      var there = new Browserless(second.getEnvironment(), second.getBean(Sessions.class)).as(ann);
      await(() -> badge(there.get("/").page().select(".badge").text()));
      var form = here.form("/inbox", "/inbox/read", "last", here.get("/inbox").page().select("button[name=last]").val());
      assertThat(here.post("/inbox/read", form).status()).isEqualTo(303);
      await(() -> there.get("/").page().select(".badge").isEmpty());
    }
  }

  private static boolean badge(String text) {
    return text.equals(String.valueOf(MANY));
  }

  private ConfigurableApplicationContext secondNode() throws IOException {
    Path data = temporary();
    Files.writeString(data.resolve("candylake.properties"), """
        candylake.database.url=%s
        candylake.database.user=postgres
        candylake.database.readers=2
        candylake.database.writers=2
        candylake.node.name=another teller
        """.formatted(environment.getRequiredProperty("candylake.database.url")));
    return DemoContent.empty(data);
  }
}
