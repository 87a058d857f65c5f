package com.candylake.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Passwords of other servers, as they are configured. */
public final class Secrets {
  private Secrets() {}

  /**
   * @param file whose first line is the secret; it wins over {@code plain}
   * @param key what names the file in the configuration
   */
  public static String of(String plain, @Nullable Path file, String key) {
    if (file == null) {
      return plain;
    }
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(key + " cannot be read: " + file, e);
    }
  }
}
