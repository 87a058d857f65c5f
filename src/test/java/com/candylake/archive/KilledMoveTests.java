package com.candylake.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.DataFolder;
import com.candylake.database.Connections;
import com.candylake.database.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The verb as a process of its own, killed as a power cut or an operator kills it. */
@Tag("fault")
@Timeout(300)
class KilledMoveTests {
  private static final int KILLS = 5;

  @Test
  void aMoveThatIsKilledAtAnyMomentIsDoneByRunningItAgain() throws Exception {
    try (var postgres = EmbeddedPostgres.start(); Connection connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database trial");
      statement.execute("create database site");
      killed(postgres.getJdbcUrl("postgres", "trial"), postgres.getJdbcUrl("postgres", "site"));
    }
  }

  private static void killed(String trial, String site) throws Exception {
    DataFolder folder = Places.folder();
    Connections source = Places.sqlite(folder);
    Schema.of(source).migrate();
    Places.execute(source, "insert into member (name, name_key, created_at) values ('糖', '糖', 0)",
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 80000)"
            + " insert into setting (name, value) select 'n' || i, hex(randomblob(40)) from n");
    long start = System.nanoTime();
    assertThat(move(folder, trial).waitFor()).isZero();
    long whole = System.nanoTime() - start;

    long seed = System.nanoTime();
    System.out.printf("KilledMoveTests: seed %d, a move takes %d ms%n", seed, whole / 1_000_000);
    var dice = new Random(seed);
    for (int i = 0; i < KILLS; i++) {
      Process move = move(folder, site);
      if (!move.waitFor(dice.nextLong(whole / 4, whole), TimeUnit.NANOSECONDS)) {
        move.destroyForcibly().waitFor();
      }
    }
    Process last = move(folder, site);
    String said = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(last.waitFor()).as(said).isZero();
    Connections target = Places.postgres(site, folder);
    assertThat(Places.content(target)).isEqualTo(Places.content(source));
    assertThat(Places.value(target, "select epoch from change_head"))
        .isNotEqualTo(Places.value(source, "select epoch from change_head"));
  }

  private static Process move(DataFolder folder, String url) throws Exception {
    Files.writeString(folder.resolve("candylake.properties"), "candylake.database.url=" + url
        + "\ncandylake.database.user=postgres\n");
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-cp", Objects.requireNonNull(System.getProperty("java.class.path")),
        "com.candylake.ops.Cli", "move", "--data", folder.data().toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
