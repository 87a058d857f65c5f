package com.candylake.archive;

import com.candylake.base.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a data folder that belong to the site, beside its database. */
final class DataFiles {
  static final String CONFIGURATION = "candylake.properties";
  static final String MEDIA = "media";

  private DataFiles() {}

  /** Paths from the folder on, with slashes, in their order. */
  static List<String> names(DataFolder folder) throws IOException {
    var names = new ArrayList<String>();
    if (Files.exists(folder.resolve(CONFIGURATION))) {
      names.add(CONFIGURATION);
    }
    Path media = folder.resolve(MEDIA);
    if (Files.exists(media)) {
      try (Stream<Path> files = Files.walk(media)) {
        // what begins with a dot is being written
        files.filter(f -> Files.isRegularFile(f) && !String.valueOf(f.getFileName()).startsWith("."))
            .map(f -> folder.data().relativize(f).toString().replace('\\', '/')).sorted().forEach(names::add);
      }
    }
    return names;
  }

  /** Whether that is the name of a file that may stand in a data folder: an archive from elsewhere can say anything. */
  static boolean isOurs(String name) {
    Path path = Path.of(name);
    return name.equals(CONFIGURATION)
        || path.startsWith(MEDIA) && path.getNameCount() > 1 && path.normalize().equals(path);
  }

  /** Waits until the disk has it; of a folder, its names. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** With everything in it; if it is not there, that is well. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
