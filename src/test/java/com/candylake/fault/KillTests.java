package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.PlatformTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was acknowledged is there, once, however the server or its database ended. */
@Tag("fault")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class KillTests {
  private static final int WRITERS = 32;
  private static final int SERVER_KILLS = 20;
  private static final int DATABASE_KILLS = 20;
  private static final int NODE_KILLS = 4;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void aServerThatIsKilledUnderWritersLosesNothingThatItHasAcknowledged() throws Exception {
    System.out.println("KillTests, seed " + seed);
    Path data = PlatformTest.temporary();
    ServerProcess server = ServerProcess.start(data);
    var writers = new Writers(server.http(), WRITERS, seed);
    var ledger = new Ledger(writers);
    for (int kill = 0; kill < SERVER_KILLS; kill++) {
      writers.during(server.http(), 300 + random.nextInt(900), some(writers, server::kill));
      server = ServerProcess.start(data);
      try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("candylake.db"))) {
        ledger.check(database, server.http());
      }
      writers.again(server.http());
    }
    System.out.println("KillTests: " + writers.acknowledged().size() + " replies acknowledged");
    assertThat(writers.acknowledged().size()).isGreaterThan(SERVER_KILLS * WRITERS);
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("candylake.db"))) {
      new Ledger(writers).check(database, server.http());
      assertThat(Ledger.texts(database, "pragma integrity_check")).containsExactly("ok");
    }
    server.close();
    Verb.run(data, "doctor", "--deep");
  }

  @Test
  void aPostgresqlThatIsKilledUnderWritersLosesNothingThatWasAcknowledgedAndTheServerGoesOn() throws Exception {
    System.out.println("KillTests, PostgreSQL, seed " + seed);
    Path data = PlatformTest.temporary();
    try (var postgres = new RealPostgres();
        var server = ServerProcess.start(data, "candylake.database.url=" + postgres.url(),
            "candylake.database.user=postgres")) {
      var writers = new Writers(server.http(), WRITERS, seed);
      var ledger = new Ledger(writers);
      for (int kill = 0; kill < DATABASE_KILLS; kill++) {
        // they go on writing through all of it, and are answered again
        writers.during(server.http(), 300 + random.nextInt(900), some(writers, () -> {
          postgres.kill();
          postgres.start();
          some(writers, () -> {}).run();
        }));
        try (var database = DriverManager.getConnection(postgres.url(), "postgres", "")) {
          // a reader's connection may have died and not been used since
          ledger.await(database, server.http());
        }
        writers.again(server.http());
      }
      assertThat(writers.acknowledged().size()).isGreaterThan(DATABASE_KILLS * WRITERS);
      try (var database = DriverManager.getConnection(postgres.url(), "postgres", "")) {
        new Ledger(writers).check(database, server.http());
      }
      System.out.println("KillTests, PostgreSQL: " + writers.acknowledged().size() + " replies acknowledged");
      Files.writeString(data.resolve("candylake.properties"), "candylake.port=" + server.port() + "\n",
          StandardOpenOption.APPEND);
      assertThat(Verb.run(data, "doctor", "--deep")).containsPattern("ok +kept pages +2 pages");
    }
  }

  @Test
  void ofTwoNodesEitherIsKilledUnderWritersOnBothAndTheOtherGoesOnAndIsRight() throws Exception {
    System.out.println("KillTests, two nodes, seed " + seed);
    try (var postgres = new RealPostgres()) {
      var nodes = new ServerProcess[] {ServerProcess.node(postgres, "first"), ServerProcess.node(postgres, "second")};
      var writers = new Writers(nodes[0].http(), WRITERS, seed);
      var ledger = new Ledger(writers);
      for (int kill = 0; kill < NODE_KILLS; kill++) {
        int killed = kill % 2;
        ServerProcess other = nodes[1 - killed];
        writers.during(List.of(nodes[0].http(), nodes[1].http()), 300 + random.nextInt(900),
            some(writers, nodes[killed]::kill));
        assertThat(other.http().get("/health").status()).isEqualTo(200);
        try (var database = DriverManager.getConnection(postgres.url(), "postgres", "")) {
          // what the other has just committed, it has not told of yet
          ledger.await(database, other.http());
          writers.again(other.http());
          ledger.await(database, other.http());
          nodes[killed] = ServerProcess.node(postgres, "started again");
          ledger.check(database, nodes[killed].http());
        }
      }
      System.out.println("KillTests, two nodes: " + writers.acknowledged().size() + " replies acknowledged");
      assertThat(writers.acknowledged().size()).isGreaterThan(NODE_KILLS * WRITERS);
      Path data = nodes[0].data();
      for (ServerProcess node : nodes) {
        node.close();
      }
      Verb.run(data, "doctor", "--deep");
    }
  }

  /** Not before each may have been answered once: a server that has just started is slow. */
  private static Runnable some(Writers writers, Runnable happens) {
    int before = writers.acknowledged().size();
    return () -> {
      PlatformTest.await(() -> writers.acknowledged().size() > before + WRITERS);
      happens.run();
    };
  }
}
