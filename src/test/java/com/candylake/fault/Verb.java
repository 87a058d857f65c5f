package com.candylake.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A verb of the command line, run as an operator runs it: in a process of its own, beside a server or without one. */
final class Verb {
  private Verb() {}

  /** @return what it said; it has succeeded */
  static String run(Path data, String verb, String... arguments) {
    var all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data", data.toString()));
    return run(verb, all.toArray(String[]::new));
  }

  /** Without a data folder. */
  static String run(String verb, String... arguments) {
    var command = new ArrayList<>(ServerProcess.program());
    command.add(verb);
    command.addAll(Arrays.asList(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s said:%n%s", verb, said).isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
