package com.candylake.ops;

import com.candylake.archive.Archives;
import com.candylake.archive.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "restore", mixinStandardHelpOptions = true,
    description = "Puts a backup into an empty data folder; into an empty PostgreSQL, if the folder's "
        + "candylake.properties or the environment names one. All of it is restored, or nothing.")
final class Restore implements Callable<Integer> {
  @Mixin
  private final Installation installation = new Installation();

  @Parameters(paramLabel = "FILE", description = "The archive that backup has made.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException, SQLException {
    long start = System.nanoTime();
    Installation.Configuration site = installation.configuration();
    Archives.Restored restored;
    try (var bars = new Bars()) {
      restored = Archives.restore(file, site.database(), site.folder(), bars);
    }
    Manifest manifest = restored.manifest();
    if (restored.configuration() != null && !restored.configuration().endsWith("candylake.properties")) {
      System.out.printf("The archived configuration is in %s; take from it what holds here.%n", restored.configuration());
    }
    System.out.printf("Restored %d rows of %d tables and %d files, as of %s, in %.1f s. Everybody signs in anew.%n",
        manifest.rows(), manifest.tables().size(), manifest.files().size(), manifest.made(),
        (System.nanoTime() - start) / 1e9);
    return 0;
  }
}
