package com.candylake.ops;

import com.candylake.archive.Moving;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "move", mixinStandardHelpOptions = true,
    description = "Moves the site from the SQLite database in the data folder to the PostgreSQL that is configured, which "
        + "must be empty. Stop the server first. If it is cut off, nothing has been moved: run it again.")
final class Move implements Callable<Integer> {
  @Mixin
  private final Installation installation = new Installation();

  @Override
  public Integer call() throws IOException, SQLException {
    long start = System.nanoTime();
    Installation.Configuration site = installation.configuration();
    Moving.Moved moved;
    try (var bars = new Bars()) {
      moved = Moving.move(site.folder(), site.database(), bars);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (moved.before()) {
      System.out.printf("It has been moved already: %d rows of %d tables are the same, compared in %.1f s.%n",
          moved.rows(), moved.tables(), seconds);
    } else {
      System.out.printf("Moved %d rows of %d tables and compared them, in %.1f s. %s is no longer used.%n", moved.rows(),
          moved.tables(), seconds, site.database().file());
    }
    return 0;
  }
}
