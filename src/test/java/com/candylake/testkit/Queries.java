package com.candylake.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The statements that some work sends to the database, as JdbcTemplate tells of them. */
public final class Queries {
  /** What is done every so often, whatever a test does. */
  private static final String ROUNDS = "scheduling-";

  private Queries() {}

  public static List<String> of(Runnable work) {
    var statements = new CopyOnWriteArrayList<String>();
    var logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
    var appender = new AppenderBase<ILoggingEvent>() {
      @Override
      protected void append(ILoggingEvent event) {
        if (event.getMessage().startsWith("Executing") && !event.getThreadName().startsWith(ROUNDS)) {
          statements.add(event.getFormattedMessage());
        }
      }
    };
    appender.start();
    logger.addAppender(appender);
    Level before = logger.getLevel();
    boolean additive = logger.isAdditive();
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    try {
      work.run();
    } finally {
      logger.setLevel(before);
      logger.setAdditive(additive);
      logger.detachAppender(appender);
    }
    return statements.stream().filter(s -> s.contains("SQL")).filter(s -> s.contains("[")).toList();
  }
}
