package com.candylake.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the pixels of an image and tells how to show them; read from few bytes, whatever they claim.
 *
 * @param orientation how it is to be turned, 1 to 8 (Exif 3.0, tag 0x0112)
 * @param progressive whether a JPEG is told in several passes, so that all of it is in memory at once
 * @param moving whether it has more than one picture; of a GIF the reader has to tell
 * @param profile of a PNG's colours (ICC), which its reader passes over; null: they are the usual ones
 */
record ImageHead(int orientation, boolean progressive, boolean moving, byte @Nullable [] profile) {
  private static final int ORIENTATION = 0x0112;
  private static final int MOST_PARTS = 2_000;
  private static final int MOST_EXIF = 1 << 16;
  private static final int MOST_PROFILE = 1 << 20;

  static ImageHead of(FileKind kind, Path file) throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      var scan = new Scan(in);
      switch (kind) {
        case JPEG -> scan.jpeg();
        case PNG -> scan.png();
        case WEBP -> scan.webp();
        case GIF, PDF -> { }
      }
      return new ImageHead(scan.orientation, scan.progressive, scan.moving, scan.profile);
    }
  }

  /** Whether width and height change places. */
  boolean isTurned() {
    return orientation >= 5;
  }

  private static final class Scan {
    private final RandomAccessFile in;
    private int orientation = 1;
    private boolean progressive;
    private boolean moving;
    private byte @Nullable [] profile;

    Scan(RandomAccessFile in) {
      this.in = in;
    }

    /** From marker to marker (ITU-T T.81, annex B) up to the scan. */
    void jpeg() throws IOException {
      long at = 2;
      for (int part = 0; part < MOST_PARTS && at + 4 <= in.length(); part++) {
        in.seek(at);
        int marker = in.readUnsignedShort();
        if (marker == 0xFFFF) {
          at++;
          continue;
        }
        int length = in.readUnsignedShort();
        if (marker >> 8 != 0xFF || marker == 0xFFDA || length < 2) {
          return;
        }
        // frames: differently coded ones of the second kind are progressive
        progressive |= marker == 0xFFC2 || marker == 0xFFC6 || marker == 0xFFCA || marker == 0xFFCE;
        if (marker == 0xFFE1 && length > 8 && "Exif\0\0".equals(name(6))) {
          exif(length - 8);
        }
        at += 2L + length;
      }
    }

    /** From chunk to chunk (PNG 3, 5.3) up to the pixels. */
    void png() throws IOException {
      long at = 8;
      for (int part = 0; part < MOST_PARTS && at + 12 <= in.length(); part++) {
        in.seek(at);
        long length = in.readInt() & 0xFFFF_FFFFL;
        switch (name(4)) {
          case "IDAT" -> {
            return;
          }
          case "acTL" -> moving = true;
          case "eXIf" -> exif(length);
          case "iCCP" -> profile(length);
          default -> { }
        }
        at += 12 + length;
      }
    }

    /** From chunk to chunk (RFC 9649, 2.3). */
    void webp() throws IOException {
      long at = 12;
      for (int part = 0; part < MOST_PARTS && at + 8 <= in.length(); part++) {
        in.seek(at);
        String name = name(4);
        long length = Integer.reverseBytes(in.readInt()) & 0xFFFF_FFFFL;
        moving |= name.equals("ANIM");
        if (name.equals("EXIF")) {
          exif(length);
        }
        at += 8 + length + (length & 1);
      }
    }

    private String name(int length) throws IOException {
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private byte[] next(long length, int most) throws IOException {
      byte[] bytes = new byte[(int) Math.min(Math.min(length, most), in.length() - in.getFilePointer())];
      in.readFully(bytes);
      return bytes;
    }

    /** The first directory of a TIFF: twelve bytes an entry. */
    private void exif(long length) throws IOException {
      ByteBuffer tiff = ByteBuffer.wrap(next(length, MOST_EXIF));
      if (tiff.remaining() < 8) {
        return;
      }
      tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      long directory = tiff.getInt(4) & 0xFFFF_FFFFL;
      if (directory + 2 > tiff.limit()) {
        return;
      }
      int entries = tiff.getShort((int) directory) & 0xFFFF;
      for (int i = 0, at = (int) directory + 2; i < entries && at + 12 <= tiff.limit(); i++, at += 12) {
        int value = tiff.getShort(at + 8);
        if ((tiff.getShort(at) & 0xFFFF) == ORIENTATION && value >= 1 && value <= 8) {
          orientation = value;
          return;
        }
      }
    }

    /** A name, a zero, how it is compressed, and then the profile. */
    private void profile(long length) throws IOException {
      byte[] chunk = next(length, MOST_PROFILE);
      for (int i = 0; i < Math.min(80, chunk.length - 2); i++) {
        if (chunk[i] == 0) {
          var deflated = new InflaterInputStream(new ByteArrayInputStream(chunk, i + 2, chunk.length - i - 2));
          byte[] inflated = deflated.readNBytes(MOST_PROFILE);
          profile = inflated.length < MOST_PROFILE ? inflated : null;
          return;
        }
      }
    }
  }
}
