package com.candylake.archive;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an archive beside the place where it is to stand; it stands there only when it is whole and on the disk. */
final class ArchiveWriter implements Closeable {
  static final String MANIFEST = "manifest.json";

  /** Half the time of the default, for files a tenth larger. */
  private static final int LEVEL = 3;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final Path folder;
  private final Path part;
  private final boolean force;
  private final ZipOutputStream zip;

  /** @param force whether a file that stands there is replaced */
  ArchiveWriter(Path file, boolean force) throws IOException {
    this.file = file.toAbsolutePath();
    this.force = force;
    Path parent = this.file.getParent();
    if (parent == null) {
      throw new IOException(file + " is a folder; name a file");
    }
    folder = parent;
    refuse();
    // readable by its owner only, which is what createTempFile makes: there are password hashes in it
    part = Files.createTempFile(folder, this.file.getFileName() + ".", ".part");
    zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part), BUFFER));
  }

  private void refuse() throws IOException {
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IOException("there is no folder " + folder + " to write to");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; name a file");
    }
    if (Files.exists(file) && !force) {
      throw new IOException(file + " is there already; name another file, or give --force to replace it");
    }
  }

  /** An entry of lines, to be written before the next begins. */
  OutputStream lines(String name) throws IOException {
    return entry(name, LEVEL);
  }

  /** An entry of bytes that are small already, as pictures are. */
  OutputStream bytes(String name) throws IOException {
    return entry(name, Deflater.NO_COMPRESSION);
  }

  private OutputStream entry(String name, int level) throws IOException {
    zip.setLevel(level);
    zip.putNextEntry(new ZipEntry(name));
    return zip;
  }

  /** Says that it is whole; how many bytes it has. */
  long finish(Manifest manifest) throws IOException {
    lines(MANIFEST).write(RowWriter.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    zip.close();
    DataFiles.sync(part);
    refuse();
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    DataFiles.sync(folder);
    return Files.size(file);
  }

  /** What is not finished leaves nothing. */
  @Override
  public void close() throws IOException {
    zip.close();
    Files.deleteIfExists(part);
  }
}
