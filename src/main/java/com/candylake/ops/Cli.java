package com.candylake.ops;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. It speaks English, like the log and the documentation; what readers and members see speaks their
 * language. Every verb ends with one line that says what it did, and exits 0 only if it did it.
 */
@Command(name = "candylake", description = "A self-hosted, multilingual information publishing platform.",
    subcommands = {Serve.class, Demo.class, Import.class, Member.class, Backup.class, Restore.class, Move.class,
        Doctor.class, Train.class, CommandLine.HelpCommand.class},
    mixinStandardHelpOptions = true, versionProvider = Cli.Version.class, synopsisSubcommandLabel = "VERB")
public final class Cli {
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cli.class.getPackage().getImplementationVersion();
      return new String[] {"CandyLake " + (version == null ? "(not packaged)" : version)};
    }
  }

  private Cli() {}

  public static void main(String[] args) {
    // everything here is text, and no part of it needs a screen
    System.setProperty("java.awt.headless", "true");
    int code = run(args);
    if (code != Serve.RUNNING) {
      System.exit(code);
    }
  }

  /** Carries out one command; returns its exit code, or {@link Serve#RUNNING} where a server goes on running. */
  static int run(String... args) {
    return new CommandLine(new Cli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, line, parsed) -> {
          line.getErr().println(line.getColorScheme().errorText("candylake: " + Failures.say(e)));
          return 1;
        })
        .execute(args);
  }
}
