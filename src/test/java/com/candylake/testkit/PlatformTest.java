package com.candylake.testkit;

import com.candylake.CandyLake;
import com.candylake.database.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A test against the running platform: the whole application on a free port of the loopback address, over SQLite or
 * PostgreSQL 18 as {@code -Dcandylake.db} says. There is one for all such tests, so each makes its own people and
 * things.
 */
@SpringBootTest(classes = CandyLake.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
// a hundred tests sign up from one address; LimitTests has a platform of its own
@TestPropertySource(properties = "candylake.limits.enabled=false")
@Import({TestClock.Configured.class, People.class, Desk.class, Browserless.class})
public abstract class PlatformTest {
  /** Which database this run is about. */
  public static final Dialect DIALECT = Dialect.valueOf(System.getProperty("candylake.db", "sqlite").toUpperCase());

  /** An address of this machine that is trusted as a reverse proxy; {@link Browserless} asks from another. */
  public static final String PROXY = "127.0.0.77";

  /** Long enough to leave the processors to what is waited for. */
  private static final long PAUSE_NANOS = 2_000_000;

  @Autowired protected People people;
  @Autowired protected Desk desk;
  @Autowired protected Browserless http;
  @Autowired protected TestClock clock;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;

  /** The one number that a query finds; positional parameters. */
  protected long number(String sql, Object... params) {
    return Objects.requireNonNull(
        transactions.execute(t -> jdbc.sql(sql).params(params).query(Long.class).single()));
  }

  /** The one text that a query finds; positional parameters. */
  protected String text(String sql, Object... params) {
    return Objects.requireNonNull(
        transactions.execute(t -> jdbc.sql(sql).params(params).query(String.class).single()));
  }

  /** The first column of what a statement returns. */
  protected List<Long> numbers(String sql, Object... params) {
    return Objects.requireNonNull(transactions.execute(t -> jdbc.sql(sql).params(params).query(Long.class).list()));
  }

  /** Until it is so; what has not become so within forty seconds is a failure. */
  public static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + 40_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("waited for 40 s in vain");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    Path data = temporary();
    registry.add("candylake.data", data::toString);
    registry.add("candylake.trusted-proxies", () -> PROXY);
    registry.add("candylake.metrics.port", () -> 0);
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
