package com.candylake.media;

import com.candylake.base.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What a file is by its own first bytes: what it is called, and what its sender says that it is, tells nothing. */
enum FileKind {
  JPEG, PNG, WEBP, GIF, PDF;

  private static final int HEAD = 16;
  /** Brands of pictures that are kept as in a film (ISO 23008-12): telephones make the first, browsers save the second. */
  private static final Set<String> HEIF = Set.of("heic", "heix", "mif1", "msf1", "hevc", "avif", "avis");

  /** @throws com.candylake.base.Refused invalid, if it is none of these */
  static FileKind of(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    if (head.length == 0) {
      throw Refusal.invalid("file", "media.missing");
    }
    String s = new String(head, StandardCharsets.ISO_8859_1);
    if (s.startsWith("\u00FF\u00D8\u00FF")) {
      return JPEG;
    }
    if (s.startsWith("\u0089PNG\r\n\u001A\n")) {
      return PNG;
    }
    if (s.startsWith("RIFF") && s.startsWith("WEBP", 8)) {
      return WEBP;
    }
    if (s.startsWith("GIF87a") || s.startsWith("GIF89a")) {
      return GIF;
    }
    if (s.startsWith("%PDF-")) {
      return PDF;
    }
    boolean heif = s.length() >= 12 && s.startsWith("ftyp", 4) && HEIF.contains(s.substring(8, 12));
    throw Refusal.invalid("file", heif ? "media.type.heif" : "media.type.refused");
  }
}
