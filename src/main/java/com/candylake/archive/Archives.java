package com.candylake.archive;

import com.candylake.archive.Manifest.File;
import com.candylake.archive.Manifest.Part;
import com.candylake.base.DataFolder;
import com.candylake.database.Connections;
import com.candylake.database.DatabaseProperties;
import com.candylake.database.Dialect;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The whole site in one file: taken while it serves, tried, and put back into an empty place. The database is opened
 * here and its schema left as it is, so that a new version can archive what an old one has written.
 */
public final class Archives {
  /** Where a configuration is put that would not be right in its own place. */
  static final String OTHER_CONFIGURATION = DataFiles.CONFIGURATION + ".from-backup";

  /** In the data folder, of a restore under way or cut off. */
  private static final String SCRATCH = ".restoring";

  private Archives() {}

  /** @param bytes of the file */
  public record Written(Manifest manifest, long bytes) {}

  /**
   * Takes a backup: the rows of one moment, then the files. Media are written before the rows that name them, so none
   * that these rows name is missing.
   *
   * @param force whether a file that stands there is replaced
   */
  public static Written write(Connections database, DataFolder folder, Path file, boolean force, Instant now,
      Watcher watcher) throws IOException, SQLException {
    if (database.dialect() == Dialect.SQLITE && !Files.exists(database.file())) {
      throw new IOException("there is no database in " + folder.data() + "; name the data folder with --data");
    }
    try (var archive = new ArchiveWriter(file, force); Snapshot snapshot = Snapshot.open(database)) {
      String schema = snapshot.schema();
      if (schema == null) {
        throw new IOException("the database has no schema yet; there is nothing to back up");
      }
      List<Table> tables = snapshot.tables().stream().filter(t -> !Catalog.PASSING.contains(t.name())).toList();
      var parts = new ArrayList<Part>();
      begin(watcher, "rows backed up", snapshot, tables);
      for (Table table : tables) {
        var rows = new RowWriter(archive.lines("tables/" + table.name() + ".jsonl"));
        snapshot.each(table, values -> {
          rows.row(values);
          watcher.row();
        });
        parts.add(Part.of(table, rows.content(), snapshot.last(table)));
      }
      var files = new ArrayList<File>();
      for (String name : DataFiles.names(folder)) {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
          var out = new Digesting(archive.bytes("files/" + name));
          in.transferTo(out);
          Content content = out.content(0);
          files.add(new File(name, content.bytes(), content.sha256()));
        } catch (NoSuchFileException e) {
          // no text shows it, or it would not have been deleted meanwhile
          continue;
        }
      }
      var manifest = new Manifest(Manifest.FORMAT, Manifest.VERSION, now,
          database.dialect().name().toLowerCase(Locale.ROOT), schema, snapshot.epoch(), snapshot.position(), parts, files);
      return new Written(manifest, archive.finish(manifest));
    }
  }

  static void begin(Watcher watcher, String what, Snapshot snapshot, List<Table> tables) throws SQLException {
    long rows = 0;
    for (Table table : tables) {
      rows += snapshot.count(table);
    }
    watcher.begins(what, rows);
  }

  /** @param configuration where the archived configuration was put; null if there was none */
  public record Restored(Manifest manifest, @Nullable Path configuration) {}

  /** Restores into a folder without database and media, or into it and an empty PostgreSQL: all of it, or nothing. */
  public static Restored restore(Path file, Connections target, DataFolder folder, Watcher watcher)
      throws IOException, SQLException {
    try (var archive = new ArchiveReader(file)) {
      for (Path there : List.of(target.file(), folder.resolve(DataFiles.MEDIA))) {
        if (Files.exists(there)) {
          throw new IOException(there + " is there already; restore into an empty folder (--data)");
        }
      }
      archive.check(watcher);
      Path scratch = folder.resolve(SCRATCH);
      DataFiles.delete(scratch);
      Files.createDirectories(scratch);
      try {
        copyFiles(archive, scratch);
        return target.dialect() == Dialect.SQLITE ? restoreFile(archive, scratch, folder, watcher)
            : restoreDatabase(archive, target, scratch, folder, watcher);
      } finally {
        DataFiles.delete(scratch);
      }
    }
  }

  private static Restored restoreFile(ArchiveReader archive, Path scratch, DataFolder folder, Watcher watcher)
      throws IOException, SQLException {
    Connections made = sqlite(new DataFolder(scratch));
    try (Load load = load(archive, made, watcher)) {
      load.renew();
      load.commit();
    }
    DataFiles.sync(made.file());
    Path configuration = install(archive, scratch, folder);
    Files.move(made.file(), folder.resolve(made.file().getFileName().toString()), StandardCopyOption.ATOMIC_MOVE);
    DataFiles.sync(folder.data());
    return new Restored(archive.manifest(), configuration);
  }

  private static Restored restoreDatabase(ArchiveReader archive, Connections target, Path scratch, DataFolder folder,
      Watcher watcher) throws IOException, SQLException {
    try (Load load = load(archive, target, watcher)) {
      load.renew();
      Path configuration = install(archive, scratch, folder);
      DataFiles.sync(folder.data());
      load.commit();
      return new Restored(archive.manifest(), configuration);
    }
  }

  /** SQLite in a folder, whatever is configured there. */
  static Connections sqlite(DataFolder folder) {
    return new Connections(new DatabaseProperties(null, null, "", "", null, 1, 1), folder);
  }

  private static Load load(ArchiveReader archive, Connections target, Watcher watcher) throws IOException, SQLException {
    Manifest manifest = archive.manifest();
    Load load = Load.begin(target, manifest.schema());
    try {
      watcher.begins("rows restored", manifest.rows());
      for (Table table : load.tables()) {
        Part part = manifest.tables().stream().filter(p -> p.name().equals(table.name())).findFirst().orElse(null);
        if (part == null && !Catalog.PASSING.contains(table.name())) {
          throw new ArchiveException("The archive has no table " + table.name() + ". Take another backup.");
        }
        if (part != null) {
          fill(load, table, archive, part, watcher);
        }
      }
      load.index();
      return load;
    } catch (IOException | SQLException | RuntimeException e) {
      load.close();
      throw e;
    }
  }

  private static void fill(Load load, Table table, ArchiveReader archive, Part part, Watcher watcher)
      throws IOException, SQLException {
    if (!Part.of(table, part.content(), part.last()).columns().equals(part.columns())) {
      throw new ArchiveException("The table " + table.name() + " in the archive has other columns than schema "
          + archive.manifest().schema() + ". Take another backup.");
    }
    try (Load.Rows rows = load.into(table)) {
      archive.rows(part, values -> {
        rows.row(values);
        watcher.row();
      });
    }
    if (table.identity() != null) {
      load.continueAfter(table, Objects.requireNonNullElse(part.last(), 0L));
    }
  }

  private static void copyFiles(ArchiveReader archive, Path scratch) throws IOException {
    for (File each : archive.manifest().files()) {
      Path path = scratch.resolve(each.name());
      Files.createDirectories(path.getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
        archive.copy(each, out);
      }
      DataFiles.sync(path);
    }
  }

  /** Moves the files to their places; a configuration that leads to another database, or would replace one, beside it. */
  private static @Nullable Path install(ArchiveReader archive, Path scratch, DataFolder folder) throws IOException {
    if (Files.exists(scratch.resolve(DataFiles.MEDIA))) {
      Files.move(scratch.resolve(DataFiles.MEDIA), folder.resolve(DataFiles.MEDIA), StandardCopyOption.ATOMIC_MOVE);
    }
    Path archived = scratch.resolve(DataFiles.CONFIGURATION);
    if (!Files.exists(archived)) {
      return null;
    }
    boolean free = !Files.exists(folder.resolve(DataFiles.CONFIGURATION));
    Path place = folder.resolve(free && !namesDatabase(archived) ? DataFiles.CONFIGURATION : OTHER_CONFIGURATION);
    return Files.move(archived, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean namesDatabase(Path configuration) throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(configuration)) {
      properties.load(in);
    }
    return properties.stringPropertyNames().stream().anyMatch(k -> k.startsWith("candylake.database."));
  }

  /**
   * Restores into a folder of its own, reads all of it back and deletes it.
   *
   * @param near where there is room for it
   * @return in what the restored differs from the manifest; empty if the archive is good
   */
  public static List<String> verify(Path file, Path near, Watcher watcher) throws IOException, SQLException {
    try (var archive = new ArchiveReader(file)) {
      archive.check(watcher);
      Path scratch = Files.createTempDirectory(near, ".candylake-verify-");
      try {
        copyFiles(archive, scratch);
        Connections made = sqlite(new DataFolder(scratch));
        try (Load load = load(archive, made, watcher)) {
          load.commit();
        }
        return differences(archive.manifest(), made, scratch, watcher);
      } finally {
        DataFiles.delete(scratch);
      }
    }
  }

  private static List<String> differences(Manifest manifest, Connections restored, Path folder, Watcher watcher)
      throws IOException, SQLException {
    var differences = new ArrayList<String>();
    watcher.begins("rows compared", manifest.rows());
    try (Snapshot snapshot = Snapshot.open(restored)) {
      for (Part part : manifest.tables()) {
        Table table = snapshot.tables().stream().filter(t -> t.name().equals(part.name())).findFirst().orElse(null);
        if (table == null) {
          differences.add("the table " + part.name() + " is not of schema " + manifest.schema());
          continue;
        }
        Content content = snapshot.content(table, watcher);
        if (!content.equals(part.content())) {
          differences.add(String.format("the table %s has %d rows with the hash %s, not %d with %s", part.name(),
              content.rows(), content.sha256(), part.rows(), part.sha256()));
        }
      }
    }
    for (File each : manifest.files()) {
      var out = new Digesting(OutputStream.nullOutputStream());
      Files.copy(folder.resolve(each.name()), out);
      if (!out.content(0).equals(new Content(0, each.bytes(), each.sha256()))) {
        differences.add("the file " + each.name() + " is not as it was");
      }
    }
    return differences;
  }
}
