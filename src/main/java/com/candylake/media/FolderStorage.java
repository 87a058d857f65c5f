package com.candylake.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A folder, in which 256 others share the files. */
final class FolderStorage implements MediaStorage {
  private final Path folder;

  FolderStorage(Path folder) {
    this.folder = folder;
  }

  private Path place(String name) {
    return folder.resolve(name.substring(0, 2)).resolve(name);
  }

  @Override
  public void put(String name, String type, Content content) throws IOException {
    Path place = place(name);
    Path shelf = Objects.requireNonNull(place.getParent());
    if (!Files.isDirectory(shelf)) {
      Files.createDirectories(shelf);
      sync(folder);
    }
    // a name with a dot is no file yet: backups pass it over
    Path written = shelf.resolve("." + UUID.randomUUID());
    try {
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel);
          InputStream in = content.open()) {
        in.transferTo(out);
        channel.force(true);
      }
      Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
    sync(shelf);
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<Kept> get(String name) throws IOException {
    try {
      FileChannel channel = FileChannel.open(place(name), StandardOpenOption.READ);
      return Optional.of(new Kept(channel.size(), Channels.newInputStream(channel)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(place(name));
  }

  @Override
  public void each(Consumer<String> names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).map(f -> String.valueOf(f.getFileName())).filter(f -> !f.startsWith("."))
          .forEach(names);
    }
  }

  @Override
  public void close() {}
}
