package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk that is full: refused clearly, told to whoever watches, and over as soon as there is room. */
@Tag("fault")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class FullDiskTests {
  @Test
  void writesAreRefusedWithTheTextKeptReadsGoOnAndRoomIsEnoughToRecover() throws Exception {
    Path disk = PlatformTest.temporary();
    Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
        "a small disk can be mounted only by whoever has the right to");
    try (var server = ServerProcess.start(disk.resolve("data"))) {
      Person author = server.http().stranger();
      author.submit("/sign-up", "/sign-up", "name", "an author", "password", "a long enough phrase");
      String path = author.submit("/flashes", "/flashes", "body", "Before the disk was full.", "language", "en")
          .header("Location").orElseThrow().replaceFirst("\\?.*", "");
      var acknowledged = new ArrayList<String>();
      var form = author.form("/flashes", "/flashes", "language", "en");
      for (int round = 0; round < 3; round++) {
        fill(disk.resolve("ballast"));
        int refused = 0;
        for (int i = 0; i < 40; i++) {
          String text = "Round " + round + ", number " + i + ". " + "Long enough to need a page. ".repeat(30);
          form.put("body", List.of(text));
          form.put("form_key", List.of("key-" + round + "-" + i));
          var answer = author.post("/flashes", form);
          if (answer.status() == 303) {
            acknowledged.add(text.strip());
          } else {
            refused++;
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(answer.page().select("textarea").text()).contains("Round " + round + ", number " + i);
          }
        }
        assertThat(refused).isPositive();
        assertThat(server.http().get("/health").status()).isEqualTo(503);
        assertThat(doctor(disk.resolve("data"))).containsPattern("PROBLEM +disk space +0 MiB free")
            .containsPattern("ok +soundness ");
        assertThat(server.http().get(path).status()).isEqualTo(200);
        assertThat(server.http().get(path + "?anew").status()).isEqualTo(200);
        Files.delete(disk.resolve("ballast"));
        form.put("form_key", List.of("after-" + round));
        form.put("body", List.of("There is room again, round " + round));
        assertThat(author.post("/flashes", form).status()).isEqualTo(303);
        assertThat(server.http().get("/health").status()).isEqualTo(200);
      }
      assertThat(found(disk, "select markdown from item_revision")).containsAll(acknowledged).doesNotHaveDuplicates();
      assertThat(found(disk, "pragma integrity_check")).containsExactly("ok");
    } finally {
      run("umount", disk.toString());
    }
  }

  /** What an operator is told who asks while it is so. */
  private static String doctor(Path data) throws IOException, InterruptedException {
    var command = new ArrayList<>(ServerProcess.program());
    command.addAll(List.of("doctor", "--data", data.toString()));
    Process doctor = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(doctor.waitFor()).as(said).isEqualTo(1);
    return said;
  }

  private static List<String> found(Path disk, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + disk.resolve("data/candylake.db"));
        var statement = database.createStatement(); var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** To the last byte. */
  private static void fill(Path ballast) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] page = new byte[4_096];
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
