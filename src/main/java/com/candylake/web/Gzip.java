package com.candylake.web;

import gg.jte.output.Utf8ByteOutput;
import gg.jte.output.Utf8ByteOutput.DataConsumer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.springframework.http.HttpHeaders;

/**
 * Compresses a page that is sent once and not kept: at level 1, since the web server's level 6 took four times as long, as
 * much as all queries together, for a page 12 % smaller.
 */
final class Gzip {
  /** What a shorter page would save is less than a packet. */
  private static final int SHORTEST = 2_048;
  /** Method deflate, no time, fastest, system unknown (RFC 1952). */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};
  /** A deflater is 270 KB of cleared memory; as many as compress at the same time are kept. */
  private static final Queue<Deflater> IDLE = new ConcurrentLinkedQueue<>();

  private Gzip() {}

  /** Whether a page of so many bytes is worth it and the browser asks for it (RFC 9110, 12.5.3). */
  static boolean suits(HttpServletRequest request, int length) {
    return length >= SHORTEST && AcceptEncoding.accepts(request.getHeader(HttpHeaders.ACCEPT_ENCODING), "gzip");
  }

  static byte[] of(Utf8ByteOutput page) throws IOException {
    Deflater idle = IDLE.poll();
    Deflater deflater = idle == null ? new Deflater(Deflater.BEST_SPEED, true) : idle;
    try {
      var bytes = new ByteArrayOutputStream(page.getContentLength() / 4);
      bytes.writeBytes(HEADER);
      var stream = new Stream(bytes, deflater);
      page.writeTo((DataConsumer) stream::write);
      stream.finish();
      var trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      bytes.writeBytes(trailer.putInt((int) stream.sum.getValue()).putInt(page.getContentLength()).array());
      return bytes.toByteArray();
    } finally {
      deflater.reset();
      IDLE.offer(deflater);
    }
  }

  private static final class Stream extends DeflaterOutputStream {
    private final CRC32 sum = new CRC32();

    Stream(ByteArrayOutputStream out, Deflater deflater) {
      super(out, deflater, 8_192);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      super.write(bytes, from, length);
      sum.update(bytes, from, length);
    }
  }
}
