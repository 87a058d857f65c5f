package com.candylake.live;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.candylake.ops.DemoContent;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** Servers of their own, since one is configured and both are stopped. */
@Tag("once")
class LiveServerTests {
  private static String address(ConfigurableApplicationContext server) {
    return "http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port") + "/live";
  }

  @Test
  void overTheConfiguredNumberAStreamIsRefusedForAWhile() throws Exception {
    Path data = PlatformTest.temporary();
    Files.writeString(data.resolve("candylake.properties"), "candylake.live.streams=2\n");
    try (var server = DemoContent.empty(data); Listening first = Listening.to(address(server));
        Listening second = Listening.to(address(server)); Listening third = Listening.to(address(server))) {
      assertThat(List.of(first, second)).allMatch(s -> s.response().statusCode() == 200);
      assertThat(third.response().statusCode()).isEqualTo(503);
      assertThat(third.response().headers().firstValue("Retry-After")).hasValue("30");
    }
  }

  /** Connected, and never reads. */
  private static Socket stuck(ConfigurableApplicationContext server) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4 << 10);
    socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(server.getEnvironment()
        .getRequiredProperty("local.server.port"))));
    socket.getOutputStream().write("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void whoDoesNotReadIsDroppedAndNobodyWaitsForThem() throws Exception {
    Path data = PlatformTest.temporary();
    Files.writeString(data.resolve("candylake.properties"), "candylake.live.streams=2\n");
    try (var server = DemoContent.empty(data); Socket slow = stuck(server);
        Listening quick = Listening.to(address(server)).here()) {
      Streams streams = server.getBean(Streams.class);
      while (streams.size() < 2) {
        Thread.onSpinWait();
      }
      String padding = ":" + " ".repeat(4 << 10) + "\n\n";
      int told = 0;
      while (streams.dropped() == 0) {
        int number = ++told;
        streams.tell((padding + "id: 1\nevent: counted\ndata: {\"id\":" + number + "}\n\n").getBytes(StandardCharsets.UTF_8));
        quick.first("counted", number);
      }
      assertThat(told).as("what the system holds for a client is little").isBetween(OpenStream.MOST, OpenStream.MOST + 100);
      assertThat(slow.getInputStream().readAllBytes().length).as("an end, not a silence").isPositive();
      int status;
      do {
        try (Listening next = Listening.to(address(server))) {
          status = next.response().statusCode();
        }
      } while (status != 200);
    }
  }

  @Test
  void whoLeavesGivesThePlaceBackAndNothingIsLogged() throws Exception {
    Path data = PlatformTest.temporary();
    Files.writeString(data.resolve("candylake.properties"), "candylake.live.streams=1\n");
    var heard = new ListAppender<ILoggingEvent>();
    heard.start();
    var logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    try (var server = DemoContent.empty(data)) {
      Streams streams = server.getBean(Streams.class);
      logger.addAppender(heard);
      for (int i = 0; i < 50; i++) {
        while (streams.take().map(s -> {
          streams.leave(s);
          return false;
        }).orElse(true)) {
          // the last one is on its way out
          Thread.onSpinWait();
        }
        try (Socket reader = stuck(server)) {
          // at once, in the middle of the head, or later
          if (i % 3 > 0) {
            assertThat(reader.getInputStream().readNBytes(i * 10)).hasSize(i * 10);
          }
          if (i % 2 == 0) {
            // without a good-bye
            reader.setSoLinger(true, 0);
          }
          streams.tell(":\n\n".getBytes(StandardCharsets.UTF_8));
        }
      }
      // what a server says that is stopped so soon is another matter
      logger.detachAppender(heard);
    } finally {
      logger.detachAppender(heard);
    }
    assertThat(heard.list).filteredOn(e -> e.getLevel().isGreaterOrEqual(Level.WARN)).isEmpty();
  }

  @Test
  void streamsEndBeforeTheWebServerWaitsForItsRequests() {
    var server = DemoContent.empty(PlatformTest.temporary());
    var logger = (Logger) LoggerFactory.getLogger("org.springframework.boot.tomcat.GracefulShutdown");
    var heard = new ListAppender<ILoggingEvent>();
    heard.start();
    logger.addAppender(heard);
    logger.setLevel(Level.INFO);
    try {
      var streams = List.of(Listening.to(address(server)), Listening.to(address(server)));
      streams.forEach(Listening::here);
      server.close();
      streams.forEach(Listening::end);
      assertThat(heard.list).extracting(ILoggingEvent::getFormattedMessage)
          .anyMatch(m -> m.equals("Graceful shutdown complete")).noneMatch(m -> m.contains("aborted"));
    } finally {
      logger.setLevel(null);
      logger.detachAppender(heard);
    }
  }
}
