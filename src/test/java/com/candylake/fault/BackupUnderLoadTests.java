package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An archive that a process of its own has taken while many write, restored: of one moment, whole, and served. */
@Tag("fault")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class BackupUnderLoadTests {
  private static final int WRITERS = 32;
  private final long seed = System.nanoTime();
  private final Path data = PlatformTest.temporary();
  private final Path restored = PlatformTest.temporary();
  private final Path file = PlatformTest.temporary().resolve("backup.zip");
  /** What the replies stand under. */
  private long flash;

  @Test
  void onSqlite() throws Exception {
    Set<String> before;
    try (var server = ServerProcess.start(data)) {
      before = takenUnderLoad(server);
    }
    String url = "jdbc:sqlite:" + restored.resolve("candylake.db");
    Verb.run(restored, "restore", file.toString());
    try (var here = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("candylake.db"));
        var there = DriverManager.getConnection(url)) {
      compare(here, there, before);
      assertThat(Ledger.texts(there, "select \"table\" from pragma_foreign_key_check")).isEmpty();
    }
    serves();
  }

  @Test
  void onPostgresql() throws Exception {
    try (var postgres = new RealPostgres()) {
      Set<String> before;
      try (var server = ServerProcess.start(data, "candylake.database.url=" + postgres.url(),
          "candylake.database.user=postgres")) {
        before = takenUnderLoad(server);
      }
      String url = postgres.url().replaceFirst("/postgres$", "/restored");
      try (var here = DriverManager.getConnection(postgres.url(), "postgres", "")) {
        here.createStatement().execute("create database restored");
        Files.writeString(restored.resolve("candylake.properties"),
            "candylake.database.url=" + url + "\ncandylake.database.user=postgres\n");
        Verb.run(restored, "restore", file.toString());
        try (var there = DriverManager.getConnection(url, "postgres", "")) {
          compare(here, there, before);
        }
      }
      serves();
    }
  }

  /** @return what had been acknowledged when the backup began */
  private Set<String> takenUnderLoad(ServerProcess server) throws InterruptedException {
    System.out.println("BackupUnderLoadTests, seed " + seed);
    var writers = new Writers(server.http(), WRITERS, seed);
    var before = new HashSet<String>();
    flash = writers.root();
    writers.during(server.http(), 0, () -> {
      PlatformTest.await(() -> writers.acknowledged().size() > 5 * WRITERS);
      before.addAll(writers.acknowledged());
      Verb.run(data, "backup", file.toString());
    });
    assertThat(writers.acknowledged().size()).as("they went on meanwhile").isGreaterThan(before.size());
    assertThat(Verb.run("backup", "--verify", file.toString())).contains("every row and file is as it was");
    return before;
  }

  private static void compare(Connection here, Connection there, Set<String> before) throws Exception {
    assertThat(Ledger.replies(there)).containsAll(before);
    Ledger.counters(there);
    assertThat(Ledger.number(there, "select count(*) from item")).as("it is of a moment while they wrote")
        .isLessThan(Ledger.number(here, "select count(*) from item"));
    // neither is ever changed: what the archive has is row for row how the site began
    String upTo = " where seq <= " + Ledger.number(there, "select seq from change_head") + " order by seq";
    String log = "select seq || '|' || at || '|' || kind || '|' || coalesce(item, 0) || '|' || coalesce(member, 0)"
        + " from change_log";
    assertThat(Ledger.texts(there, log + upTo)).isEqualTo(Ledger.texts(here, log + upTo));
    String texts = "select t.item || '|' || t.lang || '|' || r.markdown || '|' || t.html from item_text t"
        + " join item_revision r on r.item = t.item and r.lang = t.lang and r.revision = t.revision where t.item <= "
        + Ledger.number(there, "select max(id) from item") + " order by t.item";
    // numbers are taken in one order and committed in another
    var missing = new HashSet<>(Ledger.texts(there, texts));
    Ledger.texts(here, texts).forEach(missing::remove);
    assertThat(missing).isEmpty();
    String members = "select id || '|' || name || '|' || created_at from member order by id";
    assertThat(Ledger.texts(there, members)).isEqualTo(Ledger.texts(here, members));
  }

  private void serves() {
    Verb.run(restored, "doctor", "--deep");
    try (var server = ServerProcess.start(restored)) {
      String name = "w" + Long.toString(seed, 36).replace("-", "") + "-0";
      Person member = server.http().stranger();
      assertThat(member.submit("/sign-in", "/sign-in", "name", name, "password", "a long enough phrase " + name).status())
          .isEqualTo(303);
      assertThat(member.get("/f/" + flash).page().select(".reply")).isNotEmpty();
      assertThat(member.submit("/flashes", "/flashes", "body", "It goes on.", "language", "en").status()).isEqualTo(303);
      assertThat(server.http().get("/u/" + name).status()).isEqualTo(200);
    }
  }
}
