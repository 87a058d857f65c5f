package com.candylake.fault;

import com.candylake.testkit.Browserless;
import com.candylake.testkit.PlatformTest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The platform as an operator runs it: a process of its own, over a data folder, which can be killed and frozen. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile(" is at http://[\\d.]+:(\\d+) ");
  private static final int PATIENCE_S = 90;
  private final Process process;
  private final Path data;
  private final int port;
  private final Path output;

  private ServerProcess(Process process, Path data, int port, Path output) {
    this.process = process;
    this.data = data;
    this.port = port;
    this.output = output;
  }

  /** @param properties lines of {@code candylake.properties} */
  static ServerProcess start(Path data, String... properties) {
    return start(Map.of(), data, properties);
  }

  /**
   * One of several on a PostgreSQL.
   *
   * @param more lines of {@code candylake.properties}
   */
  static ServerProcess node(RealPostgres postgres, String name, String... more) {
    var lines = new ArrayList<>(List.of("candylake.database.url=" + postgres.url(), "candylake.database.user=postgres",
        "candylake.node.name=" + name));
    lines.addAll(List.of(more));
    return start(PlatformTest.temporary(), lines.toArray(String[]::new));
  }

  /** @param environment what is set for it beside what is set for the tests */
  static ServerProcess start(Map<String, String> environment, Path data, String... properties) {
    try {
      Files.createDirectories(data);
      if (properties.length > 0) {
        Files.write(data.resolve("candylake.properties"), List.of(properties));
      }
      // the output stands outside: a full disk must not keep us from reading it
      Path output = Files.createTempFile("candylake", ".out");
      var command = new ArrayList<>(program());
      command.addAll(List.of("serve", "--data", data.toString(), "--port", "0"));
      var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().put("CANDYLAKE_LIMITS_ENABLED", "false");
      builder.environment().putAll(environment);
      Process process = builder.start();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
      while (System.nanoTime() < until && process.isAlive()) {
        Matcher address = ADDRESS.matcher(Files.readString(output));
        if (address.find()) {
          return new ServerProcess(process, data, Integer.parseInt(address.group(1)), output);
        }
        Thread.sleep(20);
      }
      process.destroyForcibly();
      throw new AssertionError("the server did not start:\n" + Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How the command line is started; verb and options follow. */
  static List<String> program() {
    String path = Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .split(File.pathSeparator)).filter(p -> !p.endsWith("test-classes")).collect(Collectors.joining(
            File.pathSeparator));
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx300m", "-XX:+UseSerialGC",
        // most servers here live for seconds: the slow compiler would take more of the processors than it gives back
        "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", path, "com.candylake.ops.Cli");
  }

  Path data() {
    return data;
  }

  Browserless http() {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("server", Map.of("local.server.port", port)));
    return new Browserless(environment, null);
  }

  int port() {
    return port;
  }

  /** What it has said so far. */
  String log() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM, and the code with which it ended. */
  int stop() {
    close();
    return process.exitValue();
  }

  /** SIGKILL: nothing is finished, nothing flushed. */
  void kill() {
    end(process.destroyForcibly());
  }

  void freeze() {
    signal("STOP");
  }

  void wake() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGTERM, as an operator stops it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
