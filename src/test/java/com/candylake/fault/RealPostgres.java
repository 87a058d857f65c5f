package com.candylake.fault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of one's own, as an operator runs it, whose processes can be killed and started again. */
final class RealPostgres implements AutoCloseable {
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

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** All of its processes at once, as when the machine loses power; the disk keeps what was synced. */
  void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> p.onExit().join());
    process.onExit().join();
  }

  void start() {
    process = launch();
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
  private static Path binaries() throws IOException {
    try (var unpacks = EmbeddedPostgres.start();
        var connection = unpacks.getPostgresDatabase().getConnection();
        var row = connection.createStatement().executeQuery("select setting from pg_config where name = 'BINDIR'")) {
      row.next();
      return Path.of(row.getString(1));
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
