package com.candylake.ops;

import com.candylake.base.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** When this installation was last backed up: a line in the data folder, for {@link Doctor}. */
final class LastBackup {
  private LastBackup() {}

  private static Path file(DataFolder folder) {
    return folder.resolve("last-backup");
  }

  /** Empty if nobody has noted one. */
  static Optional<Instant> of(DataFolder folder) throws IOException {
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(Files.readString(file(folder)).strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Where the folder is another user's, or not there, nothing is noted: the backup is good all the same. */
  static void note(DataFolder folder, Instant at) throws IOException {
    if (Files.isWritable(folder.data())) {
      Files.writeString(file(folder), at + "\n");
    }
  }
}
