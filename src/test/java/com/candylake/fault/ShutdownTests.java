package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGTERM while everybody reads and writes. */
@Tag("fault")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ShutdownTests {
  private static final int CLIENTS = 32;
  private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");

  @Test
  void whatWasBegunIsFinishedWhatWasAcknowledgedIsThereAndReadingsAreWritten() throws Exception {
    Path data = PlatformTest.temporary();
    ServerProcess server = ServerProcess.start(data);
    var writers = new Writers(server.http(), CLIENTS, 1);
    String page = "/f/" + writers.root();
    for (int i = 0; i < 7; i++) {
      assertThat(server.http().get(page, "User-Agent", "Firefox/" + i).status()).isEqualTo(200);
    }
    Set<String> broken = ConcurrentHashMap.newKeySet();
    var whole = new AtomicInteger();
    var code = new AtomicInteger();
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        readers.submit(() -> read(server, page + "?x=1", whole, broken));
      }
      writers.during(server.http(), 1_500, () -> code.set(server.stop()));
    }
    assertThat(code.get()).isEqualTo(143);
    assertThat(broken).isEmpty();
    assertThat(whole.get()).isGreaterThan(CLIENTS);
    assertThat(server.log()).doesNotContain("\tat ");
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("candylake.db"));
        var statement = database.createStatement()) {
      var there = new HashSet<String>();
      try (var rows = statement.executeQuery("select markdown from item_revision")) {
        while (rows.next()) {
          there.add(rows.getString(1));
        }
      }
      assertThat(there).containsAll(writers.acknowledged());
      try (var rows = statement.executeQuery("select views from item_view where item = " + writers.root())) {
        assertThat(rows.getInt(1)).isGreaterThanOrEqualTo(7);
      }
    }
  }

  /** Again and again on new connections, until there is no server; notes each answer that was begun and not finished. */
  private static void read(ServerProcess server, String page, AtomicInteger whole, Set<String> broken) {
    while (true) {
      byte[] said;
      try (var wire = new Wire(server)) {
        said = wire.send("GET " + page + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").end()
            .getBytes(StandardCharsets.UTF_8);
      } catch (UncheckedIOException e) {
        return;
      } catch (IOException e) {
        // was not accepted any more
        continue;
      }
      String text = new String(said, StandardCharsets.UTF_8);
      int head = text.indexOf("\r\n\r\n");
      var length = LENGTH.matcher(text);
      if (said.length > 0 && (head < 0 || !length.find()
          || said.length - head - 4 != Integer.parseInt(length.group(1)))) {
        broken.add(text.substring(0, Math.min(300, text.length())));
      } else if (said.length > 0) {
        whole.incrementAndGet();
      }
    }
  }
}
