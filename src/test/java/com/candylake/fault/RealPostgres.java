package com.candylake.fault;

import com.candylake.testkit.PlatformTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of one's own, as an operator runs it, whose processes can be killed and started again. */
final class RealPostgres implements AutoCloseable {
  private static @Nullable Path unpacked;
  private final Path bin;
  private final Path data;
  private final int port;
  private Process process;

  RealPostgres() {
    try {
      bin = binaries();
      data = Files.createTempDirectory("candylake-pg").resolve("data");
      port = free();
      run("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RealPostgres(Path bin, Path data) {
    try {
      this.bin = bin;
      this.data = data;
      port = free();
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another, which follows this one; for as long as it takes to copy the data this one stands still. */
  RealPostgres replica() {
    try {
      // waits for whoever is connected; nobody may be
      process.destroy();
      process.onExit().join();
      Path copy = Files.createTempDirectory("candylake-pg").resolve("data");
      try (var files = Files.walk(data)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Files.copy(file, copy.resolve(data.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
      start();
      Files.createFile(copy.resolve("standby.signal"));
      Files.writeString(copy.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\nwal_receiver_status_interval = 1\n",
          StandardOpenOption.APPEND);
      return new RealPostgres(bin, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It goes on receiving, and shows nothing of what it receives. */
  void pause() {
    text("select pg_wal_replay_pause()");
    PlatformTest.await(() -> text("select pg_get_wal_replay_pause_state()").equals("paused"));
  }

  void resume() {
    text("select pg_wal_replay_resume()");
  }

  /** What the one row of a query says. */
  String text(String sql) {
    try (var connection = DriverManager.getConnection(url(), "postgres", "");
        var row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** All of its processes at once, as when the machine loses power; the disk keeps what was synced. */
  void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    // not by onExit, which looks after other people's children once in two seconds
    PlatformTest.await(() -> !process.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive));
  }

  void start() {
    process = launch();
  }

  /** None of its processes goes on: connections are accepted, and nothing is answered. */
  void freeze() {
    signal("STOP");
  }

  void wake() {
    signal("CONT");
  }

  private void signal(String name) {
    var command = new ArrayList<>(List.of("kill", "-" + name, String.valueOf(process.pid())));
    process.descendants().forEach(p -> command.add(String.valueOf(p.pid())));
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() {
    try {
      Path log = data.resolveSibling("log");
      var started = command("postgres", "-D", data.toString(), "-p", String.valueOf(port), "-c",
          "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=60")
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!answers()) {
        if (System.nanoTime() > until || !started.isAlive()) {
          throw new AssertionError("PostgreSQL does not start:\n" + Files.readString(log));
        }
        Thread.sleep(50);
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean answers() {
    try (var connection = DriverManager.getConnection(url(), "postgres", "")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void run(String program, String... arguments) throws IOException {
    try {
      Process run = command(program, arguments).start();
      String said = new String(run.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (run.waitFor() != 0) {
        throw new AssertionError(program + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
  private ProcessBuilder command(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** Where the library that the other tests start PostgreSQL with has unpacked it. */
  private static synchronized Path binaries() throws IOException {
    Path there = unpacked;
    if (there != null) {
      return there;
    }
    try (var unpacks = EmbeddedPostgres.start();
        var connection = unpacks.getPostgresDatabase().getConnection();
        var row = connection.createStatement().executeQuery("select setting from pg_config where name = 'BINDIR'")) {
      row.next();
      there = Path.of(row.getString(1));
      unpacked = there;
      return there;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
