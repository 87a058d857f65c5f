package com.candylake.live;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.candylake.ops.DemoContent;
import com.candylake.testkit.PlatformTest;
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
