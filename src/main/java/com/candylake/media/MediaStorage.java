package com.candylake.media;

import com.candylake.base.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the files are. Their names are safe in any file system; one name never has two contents. */
public interface MediaStorage extends AutoCloseable {
  /** Something to be kept. */
  interface Content {
    long length() throws IOException;

    InputStream open() throws IOException;

    static Content of(byte[] bytes) {
      return new Content() {
        @Override
        public long length() {
          return bytes.length;
        }

        @Override
        public InputStream open() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }

    static Content of(Path file) {
      return new Content() {
        @Override
        public long length() throws IOException {
          return Files.size(file);
        }

        @Override
        public InputStream open() throws IOException {
          return Files.newInputStream(file);
        }
      };
    }
  }

  /** Something that is there; to be closed. */
  record Kept(long length, InputStream in) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  static MediaStorage of(MediaProperties properties, DataFolder folder) {
    return properties.isRemote() ? S3Storage.open(properties) : new FolderStorage(folder.resolve("media"));
  }

  /** When it returns, the file is there whole and stays, whatever happens to this machine's power. */
  void put(String name, String type, Content content) throws IOException;

  /** Empty if it is not there. */
  Optional<Kept> get(String name) throws IOException;

  /** If it is not there, that is well. */
  void delete(String name) throws IOException;

  /** All that there are. */
  void each(Consumer<String> names) throws IOException;

  @Override
  void close();
}
