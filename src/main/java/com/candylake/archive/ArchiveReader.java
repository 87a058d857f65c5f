package com.candylake.archive;

import com.candylake.archive.Manifest.File;
import com.candylake.archive.Manifest.Part;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads an archive; what does not agree with its manifest is refused. */
final class ArchiveReader implements Closeable {
  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  ArchiveReader(Path file) throws IOException {
    this.file = file;
    if (!Files.isReadable(file)) {
      throw new NoSuchFileException("cannot read " + file);
    }
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException e) {
      throw damaged("it is no archive, or was cut off", e);
    }
    try {
      manifest = readManifest();
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private IOException damaged(String how, @Nullable Throwable cause) {
    var damaged = new ArchiveException(file + " cannot be used: " + how + ". Take another backup.");
    if (cause != null) {
      damaged.addSuppressed(cause);
    }
    return damaged;
  }

  private Manifest readManifest() throws IOException {
    ZipEntry entry = zip.getEntry(ArchiveWriter.MANIFEST);
    if (entry == null) {
      throw damaged("it is not one that CandyLake has made", null);
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw damaged("its manifest cannot be read", e);
    }
    var sum = new CRC32();
    sum.update(bytes);
    try {
      var head = RowWriter.JSON.readTree(bytes);
      if (!head.path("format").asString("").equals(Manifest.FORMAT)) {
        throw damaged("it is not one that CandyLake has made", null);
      }
      if (head.path("version").asInt(0) > Manifest.VERSION) {
        throw new ArchiveException(file + " was made by a newer version of CandyLake; upgrade CandyLake first.");
      }
      if (sum.getValue() != entry.getCrc()) {
        throw damaged("its manifest is damaged", null);
      }
      Manifest read = RowWriter.JSON.treeToValue(head, Manifest.class);
      for (File each : read.files()) {
        if (!DataFiles.isOurs(each.name())) {
          throw damaged("it has a file that does not belong there: " + each.name(), null);
        }
      }
      return read;
    } catch (JacksonException e) {
      throw damaged("its manifest cannot be read", e);
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /** Reads all of it; it can be loaded afterwards without fear. */
  void check(Watcher watcher) throws IOException, SQLException {
    watcher.begins("rows checked", manifest.rows());
    for (Part part : manifest.tables()) {
      rows(part, values -> watcher.row());
    }
    for (File each : manifest.files()) {
      copy(each, OutputStream.nullOutputStream());
    }
  }

  /** @param sink has no input or output of its own that could fail */
  void rows(Part part, RowSink sink) throws IOException, SQLException {
    long[] rows = {0};
    try (Checked in = open(part.entry())) {
      try {
        RowReader.each(in, part.types(), values -> {
          rows[0]++;
          sink.row(values);
        });
      } catch (IOException e) {
        throw damaged("the table " + part.name() + " in it is damaged", e);
      }
      if (!in.content(rows[0]).equals(part.content())) {
        throw damaged("the table " + part.name() + " in it is not as the manifest says", null);
      }
    }
  }

  void copy(File each, OutputStream out) throws IOException {
    try (Checked in = open(each.entry())) {
      try {
        in.transferTo(out);
      } catch (ZipException | EOFException e) {
        throw damaged("the file " + each.name() + " in it is damaged", e);
      }
      if (!in.content(0).equals(new Content(0, each.bytes(), each.sha256()))) {
        throw damaged("the file " + each.name() + " in it is not as the manifest says", null);
      }
    }
  }

  private Checked open(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw damaged(name + " is missing in it", null);
    }
    return new Checked(zip.getInputStream(entry));
  }

  /** Digests what is read through it. */
  private static final class Checked extends FilterInputStream {
    private final Digesting digest = new Digesting(OutputStream.nullOutputStream());

    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      if (b >= 0) {
        digest.write(b);
      }
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      if (read > 0) {
        digest.write(buffer, offset, read);
      }
      return read;
    }

    Content content(long rows) {
      return digest.content(rows);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
