package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.Browserless;
import com.candylake.testkit.PlatformTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
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
  private static final int DATABASE_KILLS = 5;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void aServerThatIsKilledUnderWritersLosesNothingThatItHasAcknowledged() throws Exception {
    System.out.println("KillTests, seed " + seed);
    Path data = PlatformTest.temporary();
    ServerProcess server = ServerProcess.start(data);
    var writers = new Writers(server.http(), WRITERS, seed);
    for (int kill = 0; kill < SERVER_KILLS; kill++) {
      writers.during(server.http(), 300 + random.nextInt(900), server::kill);
      server = ServerProcess.start(data);
      try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("candylake.db"))) {
          check(database, server.http(), writers);
      }
      writers.again(server.http());
    }
    System.out.println("KillTests: " + writers.acknowledged().size() + " replies acknowledged");
    assertThat(writers.acknowledged().size()).isGreaterThan(SERVER_KILLS * WRITERS);
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("candylake.db"))) {
      check(database, server.http(), writers);
      assertThat(texts(database, "pragma integrity_check")).containsExactly("ok");
    }
    server.close();
  }

  @Test
  void aPostgresqlThatIsKilledUnderWritersLosesNothingThatWasAcknowledgedAndTheServerGoesOn() throws Exception {
    System.out.println("KillTests, PostgreSQL, seed " + seed);
    try (var postgres = new RealPostgres();
        var server = ServerProcess.start(PlatformTest.temporary(), "candylake.database.url=" + postgres.url(),
            "candylake.database.user=postgres")) {
      var writers = new Writers(server.http(), WRITERS, seed);
      for (int kill = 0; kill < DATABASE_KILLS; kill++) {
        writers.during(server.http(), 300 + random.nextInt(900), postgres::kill);
        assertThat(server.http().get("/health").status()).isEqualTo(503);
        postgres.start();
        PlatformTest.await(() -> server.http().get("/health").status() == 200);
        try (var database = DriverManager.getConnection(postgres.url(), "postgres", "")) {
          check(database, server.http(), writers);
        }
        writers.again(server.http());
      }
      assertThat(writers.acknowledged().size()).isGreaterThan(DATABASE_KILLS * WRITERS);
      try (var database = DriverManager.getConnection(postgres.url(), "postgres", "")) {
        check(database, server.http(), writers);
      }
    }
  }

  private void check(Connection database, Browserless http, Writers writers) throws SQLException {
    List<String> there = texts(database, "select t.markdown from item i join item_text t on t.item = i.id where i.kind = 3");
    assertThat(new HashSet<>(there)).as("seed %d", seed).containsAll(writers.acknowledged());
    assertThat(there).as("none twice, seed %d", seed).doesNotHaveDuplicates();
    assertThat(number(database, "select replies from item where id = " + writers.root())).isEqualTo(there.size());
    assertThat(number(database, "select support from item where id = " + writers.flash())).as("supports")
        .isEqualTo(number(database, "select count(*) from vote where value = 1 and item = " + writers.flash()));
    assertThat(number(database, "select oppose from item where id = " + writers.flash())).as("opposes")
        .isEqualTo(number(database, "select count(*) from vote where value = -1 and item = " + writers.flash()));
    assertThat(number(database, "select count(*) from listing where root = " + writers.root())).isEqualTo(there.size());
    assertThat(number(database, "select count(*) - coalesce(max(seq), 0) from change_log")).as("no gaps").isZero();
    assertThat(number(database, "select seq - (select coalesce(max(seq), 0) from change_log) from change_head")).isZero();
    for (int i = 0; i < 2; i++) {
      assertThat(http.get("/f/" + writers.root()).page().expectFirst("article.h-entry data.replies").attr("value"))
          .as("the page, made and kept").isEqualTo(String.valueOf(there.size()));
    }
  }

  private static long number(Connection database, String sql) throws SQLException {
    return Long.parseLong(texts(database, sql).getFirst());
  }

  private static List<String> texts(Connection database, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = database.createStatement(); var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
