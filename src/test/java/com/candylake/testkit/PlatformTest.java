package com.candylake.testkit;

import com.candylake.CandyLake;
import com.candylake.database.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A test against the running platform: the whole application on a free port of the loopback address, over SQLite or
 * PostgreSQL 18 as {@code -Dcandylake.db} says. There is one for all such tests, so each makes its own people and
 * things.
 */
@SpringBootTest(classes = CandyLake.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import({TestClock.Configured.class, People.class, Desk.class, Browserless.class})
public abstract class PlatformTest {
  /** Which database this run is about. */
  public static final Dialect DIALECT = Dialect.valueOf(System.getProperty("candylake.db", "sqlite").toUpperCase());

  @Autowired protected People people;
  @Autowired protected Desk desk;
  @Autowired protected Browserless http;
  @Autowired protected TestClock clock;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    Path data = temporary();
    registry.add("candylake.data", data::toString);
    if (DIALECT == Dialect.POSTGRESQL) {
      EmbeddedPostgres postgres = Postgres.INSTANCE;
      registry.add("candylake.database.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
      registry.add("candylake.database.user", () -> "postgres");
    }
  }

  /** A new folder that goes when the tests are over. */
  public static Path temporary() {
    try {
      Path folder = Files.createTempDirectory("candylake-test");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Postgres {
    private static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            // as an operator runs it; the library would switch fsync off
            .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "60").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
