package com.candylake.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Pages as gzip (RFC 1952): by {@link Igzip} where the machine has it, else by the JDK's zlib. */
public final class Gzip {
  /** Method deflate, no time, system unknown. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  /** The checksum and the length. */
  private static final int TRAILER = 8;
  private static final Optional<Igzip> IGZIP = Igzip.find();
  /** A deflater is 270 KB of cleared memory; as many as compress at the same time are kept. */
  private static final Queue<Deflater> IDLE = new ConcurrentLinkedQueue<>();

  private Gzip() {}

  /** Whether igzip compresses. */
  public static boolean isNative() {
    return IGZIP.isPresent();
  }

  /** A whole page at once: a template writes hundreds of small pieces, and each call cost more than it compressed. */
  public static byte[] of(byte[] page) {
    return IGZIP.isPresent() ? IGZIP.get().gzip(page) : zlib(page);
  }

  static byte[] zlib(byte[] page) {
    Deflater known = IDLE.poll();
    Deflater deflater = known == null ? new Deflater(Deflater.BEST_SPEED, true) : known;
    try {
      deflater.setInput(page);
      deflater.finish();
      byte[] bytes = Arrays.copyOf(HEADER, HEADER.length + TRAILER + page.length / 3 + 100);
      int length = HEADER.length;
      while (!deflater.finished()) {
        if (bytes.length - length <= TRAILER) {
          bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        length += deflater.deflate(bytes, length, bytes.length - length - TRAILER);
      }
      var sum = new CRC32();
      sum.update(page);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(length).putInt((int) sum.getValue()).putInt(page.length);
      return Arrays.copyOf(bytes, length + TRAILER);
    } finally {
      deflater.reset();
      IDLE.offer(deflater);
    }
  }
}
