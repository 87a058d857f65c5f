package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The machine's clock jumps back an hour and forth again while the site serves: libfaketime tells the server another time of
 * day, and leaves the clock that only counts (CLOCK_MONOTONIC) alone, as the system does.
 */
@Tag("fault")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class JumpingClockTests {
  private final Path clock = PlatformTest.temporary().resolve("clock");

  private static Path library() throws IOException {
    try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-*")) {
      for (Path folder : folders) {
        Path library = folder.resolve("faketime/libfaketimeMT.so.1");
        if (Files.exists(library)) {
          return library;
        }
      }
    }
    throw new AssertionError("libfaketime is missing: apt-get install faketime");
  }

  /**
   * The server has it when this is over: the library reads the file once a second.
   *
   * @param offset to the true time: {@code -1h}
   */
  private void set(String offset) throws IOException, InterruptedException {
    Path next = Files.writeString(clock.resolveSibling("next"), offset + "\n");
    Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Thread.sleep(2_100);
  }

  @Test
  void aClockThatJumpsBackAnHourStopsNothingLosesNothingAndKeepsNothingOldOnPages() throws Exception {
    set("+0");
    Path data = PlatformTest.temporary();
    try (var server = ServerProcess.start(Map.of("LD_PRELOAD", library().toString(),
        "FAKETIME_TIMESTAMP_FILE", clock.toString(), "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1"), data)) {
      Browserless reader = server.http();
      Person author = reader.stranger();
      author.submit("/sign-up", "/sign-up", "name", "an author", "password", "a long enough phrase");
      String before = publish(author, "Before the jump");
      read(reader, before);

      for (String offset : List.of("-1h", "+2h", "+0")) {
        set(offset);
        assertThat(reader.get("/health").status()).isEqualTo(200);
        // a plus sign would be an entity in the page
        String text = offset.replace("+", "ahead ");
        String path = publish(author, "At " + text);
        assertThat(read(reader, path)).as("still signed in, and published").contains("At " + text);
        PlatformTest.await(() -> reader.get("/flashes", "Accept-Language", "en").body().contains(path + "\""));

        String reply = path.replace("/f/", "/i/") + "/reply";
        Map<String, List<String>> form = new LinkedHashMap<>(author.form(path, reply));
        form.put("body", List.of("A reply at " + text));
        form.put("language", List.of("en"));
        form.put("form_key", List.of(UUID.randomUUID().toString()));
        assertThat(author.post(reply, form).status()).isEqualTo(303);
        set("-1h");
        assertThat(author.post(reply, form).status()).as("the same form again, an hour earlier").isEqualTo(303);
        PlatformTest.await(() -> read(reader, path).contains("A reply at " + text));
        assertThat(reader.get(path).page().select(".reply")).as("once").hasSize(1);

        String withdraw = path.replace("/f/", "/i/") + "/withdraw";
        set(offset);
        assertThat(author.submit(withdraw, withdraw).header("Location").orElseThrow()).contains("done=withdrawn");
        assertThat(reader.get(path).status()).as("gone before its author sees the answer").isEqualTo(410);
        assertThat(reader.get("/flashes", "Accept-Language", "en").body()).doesNotContain(path + "\"");
        assertThat(author.submit("/mine", path.replace("/f/", "/i/") + "/restore").status()).isEqualTo(303);
        PlatformTest.await(() -> reader.get(path).status() == 200);
      }
      assertThat(read(reader, before)).contains("Before the jump");
    }
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("candylake.db"));
        var statement = database.createStatement();
        var row = statement.executeQuery("""
            select (select count(*) - max(seq) from change_log), (select count(*) from item where kind = 3),
                   (select sum(replies) from item), (select max(at) - min(at) from change_log)""")) {
      assertThat(row.getLong(1)).as("no gaps in the log").isZero();
      assertThat(row.getLong(2)).isEqualTo(3);
      assertThat(row.getLong(3)).isEqualTo(3);
      assertThat(row.getLong(4)).as("the server has seen the jumps").isGreaterThan(TimeUnit.HOURS.toMillis(2));
    }
  }

  private static String publish(Person author, String text) {
    return author.submit("/flashes", "/flashes", "body", text, "language", "en").header("Location").orElseThrow()
        .replaceFirst("\\?.*", "");
  }

  private static String read(Browserless reader, String path) {
    Browserless.Answer answer = reader.get(path, "Accept-Language", "en");
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.body();
  }
}
