package com.candylake.ops;

import com.candylake.archive.Archives;
import com.candylake.archive.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "backup", mixinStandardHelpOptions = true,
    description = "Writes the whole site into one file: database, media and configuration, as of one moment. It may be "
        + "serving meanwhile. Sessions and invitations are left out. Keep the file secret: there are password hashes in it.")
final class Backup implements Callable<Integer> {
  @Mixin
  private final Installation installation = new Installation();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--force", description = "Replaces a file that is there.")
  private boolean force;

  @Option(names = "--verify",
      description = "Takes no backup but tries one: restores FILE into a scratch folder, compares every row with the "
          + "hashes that were written, deletes the folder. Exits 0 if all is as it was, else 1.")
  private boolean verify;

  @Option(names = "--scratch", paramLabel = "DIR",
      description = "Where --verify makes its folder (default: beside FILE). The database needs room there.")
  private @Nullable Path scratch;

  @Parameters(paramLabel = "FILE", description = "The archive, a zip file.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException, SQLException {
    if (verify && force) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--force is for taking a backup, not for --verify.");
    }
    if (scratch != null && !verify) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--scratch is for --verify.");
    }
    return verify ? verify() : write();
  }

  private int write() throws IOException, SQLException {
    long start = System.nanoTime();
    Installation.Configuration site = installation.configuration();
    Archives.Written written;
    try (var bars = new Bars()) {
      written = Archives.write(site.database(), site.folder(), file, force, site.clock().instant(), bars);
    }
    LastBackup.note(site.folder(), site.clock().instant());
    Manifest manifest = written.manifest();
    System.out.printf("Backed up %d rows of %d tables and %d files into %s (%.1f MB) in %.1f s;"
            + " schema %s, change log at %d.%n", manifest.rows(), manifest.tables().size(), manifest.files().size(), file,
        written.bytes() / 1e6, (System.nanoTime() - start) / 1e9, manifest.schema(), manifest.position());
    return 0;
  }

  private int verify() throws IOException, SQLException {
    long start = System.nanoTime();
    Path near = scratch == null ? Objects.requireNonNull(file.toAbsolutePath().getParent()) : scratch;
    // for what it does to the log; FILE is all that is needed
    installation.configuration();
    List<String> differences;
    try (var bars = new Bars()) {
      differences = Archives.verify(file, near, bars);
    }
    differences.forEach(d -> System.err.println("candylake: " + d));
    System.out.printf("%s in %.1f s: %s%n", differences.isEmpty() ? "Restored and compared" : "NOT GOOD",
        (System.nanoTime() - start) / 1e9,
        differences.isEmpty() ? "every row and file is as it was." : differences.size() + " differences.");
    return differences.isEmpty() ? 0 : 1;
  }
}
