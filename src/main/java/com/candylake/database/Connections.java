package com.candylake.database;

import com.candylake.base.DataFolder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** How a connection to the configured database is made, for each of the uses that it has. */
public final class Connections {
  private static final int BUSY_MS = 2_000;
  /** What SQLite can map at the most. */
  private static final String MMAP_BYTES = "2147418112";
  /** A replica that has not answered for so many seconds will not: what a page asks takes milliseconds. */
  private static final String HUNG_S = "5";
  /** A primary that has not: writers may wait for each other, upkeep deletes thousands of rows. */
  private static final String ANSWER_S = "10";
  private static final String CONNECT_S = "2";
  /** Of a pooled connection that has idled: whether it still answers. Half of what whoever wants one waits. */
  private static final int ALIVE_MS = 1_000;
  private final DatabaseProperties properties;
  private final Path file;

  public Connections(DatabaseProperties properties, DataFolder folder) {
    this.properties = properties;
    this.file = folder.resolve("candylake.db");
  }

  public Dialect dialect() {
    return properties.dialect();
  }

  /** The SQLite file, whether or not SQLite is in use. */
  public Path file() {
    return file;
  }

  /** SQLite's write-ahead log of it. */
  Path log() {
    return file.toAbsolutePath().resolveSibling(file.getFileName() + "-wal");
  }

  /** A new connection at every call, in the database's stock behaviour. */
  public DataSource plain() {
    return source(false);
  }

  /** For statements that are soon done: who does not answer for ten seconds is away. */
  public Connection open() throws SQLException {
    return dialect() == Dialect.SQLITE ? open(false) : DriverManager.getConnection(url(), answering(details(false)));
  }

  /** For statements that take as long as they take. */
  public Connection openToCopy() throws SQLException {
    return open(false);
  }

  private Connection open(boolean readOnly) throws SQLException {
    return dialect() == Dialect.SQLITE ? new KeptStatements(url(), file.toAbsolutePath().toString(), details(readOnly))
        : DriverManager.getConnection(url(), details(readOnly));
  }

  private DataSource source(boolean readOnly) {
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        return open(readOnly);
      }

      @Override
      public Connection getConnection(String user, String password) throws SQLException {
        return open(readOnly);
      }

      /** So long the pool waits when it is closed for a connection that is being made, or complains. */
      @Override
      public int getLoginTimeout() {
        return BUSY_MS / 1_000;
      }
    };
  }

  /** A connection that writes many rows with few round trips. */
  public Connection openToLoad() throws SQLException {
    Properties details = details(false);
    if (dialect() == Dialect.POSTGRESQL) {
      details.setProperty("reWriteBatchedInserts", "true");
    }
    return DriverManager.getConnection(url(), details);
  }

  /**
   * The SQLite file for oneself: reading fails with {@code SQLITE_BUSY} while anybody else has it open, and once
   * something is read, nobody else gets in (sqlite.org/wal.html#use_of_wal_without_shared_memory).
   */
  public Connection openAlone() throws SQLException {
    var alone = new SQLiteConfig();
    alone.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    alone.setBusyTimeout(BUSY_MS);
    return DriverManager.getConnection(url(), alone.toProperties());
  }

  /**
   * A pool of connections that cannot write.
   *
   * @param serves whether it is for a server, which asks nothing that takes long; a verb does
   */
  HikariDataSource readers(boolean serves, MeterRegistry registry) {
    HikariConfig config = pool("readers", properties.readers(), registry);
    config.setReadOnly(true);
    if (dialect() == Dialect.SQLITE) {
      config.setDataSource(source(true));
    } else {
      config.setDataSourceProperties(serves ? answering(details(true)) : details(true));
      config.setJdbcUrl(url());
      if (properties.hasReplica()) {
        // it fills while it stands in for the replica
        config.setMinimumIdle(1);
      }
    }
    return new HikariDataSource(config);
  }

  /** As many connections to the replica; null: there is none. */
  @Nullable HikariDataSource replica(MeterRegistry registry) {
    if (!properties.hasReplica()) {
      return null;
    }
    HikariConfig config = pool("replica", properties.readers(), registry);
    config.setReadOnly(true);
    // the site starts and goes on without it
    config.setInitializationFailTimeout(-1);
    Properties details = details(true);
    details.setProperty("connectTimeout", HUNG_S);
    details.setProperty("socketTimeout", HUNG_S);
    config.setDataSourceProperties(details);
    config.setJdbcUrl(properties.replica());
    return new HikariDataSource(config);
  }

  /** PostgreSQL's pool of writing connections. */
  HikariDataSource writers(boolean serves, MeterRegistry registry) {
    HikariConfig config = pool("writers", properties.writers(), registry);
    config.setDataSourceProperties(serves ? answering(details(false)) : details(false));
    config.setJdbcUrl(url());
    return new HikariDataSource(config);
  }

  private static HikariConfig pool(String name, int most, MeterRegistry registry) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(most);
    config.setConnectionTimeout(BUSY_MS);
    config.setValidationTimeout(ALIVE_MS);
    config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    return config;
  }

  private String url() {
    if (properties.url() != null && dialect() == Dialect.POSTGRESQL) {
      return properties.url();
    }
    try {
      make(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder cannot be made: " + file.toAbsolutePath().getParent(), e);
    }
    return "jdbc:sqlite:" + file.toAbsolutePath();
  }

  /** For the owner only: password hashes, drafts and the configuration's secrets will be in it. */
  private static void make(Path folder) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    // the root of a file system is always there
    Path parent = Objects.requireNonNull(folder.getParent());
    Files.createDirectories(parent);
    if (Files.getFileStore(parent).supportsFileAttributeView("posix")) {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  /** Without it a machine that stands still, or a lost route, is waited for without an end. */
  private static Properties answering(Properties details) {
    details.setProperty("socketTimeout", ANSWER_S);
    return details;
  }

  private Properties details(boolean readOnly) {
    var details = new Properties();
    if (dialect() == Dialect.POSTGRESQL) {
      details.setProperty("user", properties.user());
      details.setProperty("password", properties.secret());
      details.setProperty("ApplicationName", "candylake");
      details.setProperty("connectTimeout", CONNECT_S);
      // a peer that is gone without a word
      details.setProperty("tcpKeepAlive", "true");
      return details;
    }
    var sqlite = new SQLiteConfig();
    sqlite.setReadOnly(readOnly);
    // each connection is one thread's at a time: no lock for each column that is read (sqlite.org/threadsafe.html)
    sqlite.setOpenMode(SQLiteOpenMode.NOMUTEX);
    // an acknowledged write survives a power cut: WAL with FULL syncs the log at each commit
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    sqlite.enforceForeignKeys(true);
    sqlite.setBusyTimeout(BUSY_MS);
    // pages of the file come from the system's cache without a copy, and are nobody's anonymous memory
    sqlite.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, MMAP_BYTES);
    details.putAll(sqlite.toProperties());
    return details;
  }
}
