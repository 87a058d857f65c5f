package com.candylake.cache;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A page as it was rendered once: its bytes, compressed, and what they depend on. */
public final class CachedPage {
  /** What a browser can be sent (RFC 9110, 8.4.1). */
  public enum Encoding { IDENTITY, GZIP, BR }

  /** From 5 on Brotli looks for matches as deeply as gzip does by default; above it the time grows faster than the gain. */
  private static final Encoder.Parameters BROTLI = new Encoder.Parameters().setQuality(5);
  private static final boolean HAS_BROTLI = Brotli4jLoader.isAvailable();

  /**
   * How much of the change log had been told when the page began to be read.
   *
   * @param log counts the logs: another one after a restore, or after a gap
   */
  record AsOf(long log, long seq) {}

  private final int status;
  private final String route;
  private final Locale language;
  private final @Nullable String link;
  private final String hash;
  private final byte[] gzip;
  private final long[] tags;
  private final long counted;
  private final AsOf asOf;
  private final long renderedAt;
  private volatile byte @Nullable [] brotli;
  private volatile long checked;

  CachedPage(String route, int status, Locale language, @Nullable String link, byte[] bytes, Shown shown, AsOf asOf,
      long renderedAt) {
    this.route = route;
    this.status = status;
    this.language = language;
    this.link = link;
    this.hash = hash(bytes);
    this.gzip = gzip(bytes);
    this.tags = shown.tags();
    this.counted = shown.counted();
    this.asOf = asOf;
    this.renderedAt = renderedAt;
  }

  /** The pattern of the endpoint that made it. */
  public String route() {
    return route;
  }

  public int status() {
    return status;
  }

  /** Of the interface, as Content-Language has it. */
  public Locale language() {
    return language;
  }

  /** The header Link; null: none. */
  public @Nullable String link() {
    return link;
  }

  /** The item whose readings it counts; 0: none. */
  public long counted() {
    return counted;
  }

  /** The best of what is accepted and can be made. */
  public static Encoding best(boolean brotli, boolean gzip) {
    return brotli && HAS_BROTLI ? Encoding.BR : gzip ? Encoding.GZIP : Encoding.IDENTITY;
  }

  /** A strong validator: other bytes, another tag (RFC 9110, 8.8.3). */
  public String etag(Encoding encoding) {
    return switch (encoding) {
      case IDENTITY -> "\"" + hash + "\"";
      case GZIP -> "\"" + hash + "-gzip\"";
      case BR -> "\"" + hash + "-br\"";
    };
  }

  public byte[] bytes(Encoding encoding) {
    return switch (encoding) {
      case GZIP -> gzip;
      case BR -> brotli();
      // so few ask for it that it is not kept
      case IDENTITY -> plain();
    };
  }

  /** Bytes of memory, about; Brotli, which may come later, counted as large as gzip. */
  int weight() {
    return 2 * gzip.length + 8 * tags.length + 400;
  }

  long[] tags() {
    return tags;
  }

  AsOf asOf() {
    return asOf;
  }

  long renderedAt() {
    return renderedAt;
  }

  /** Up to which drop the tags have been looked up. */
  long checked() {
    return checked;
  }

  void checked(long drops) {
    checked = drops;
  }

  private byte[] brotli() {
    byte[] made = brotli;
    if (made == null) {
      try {
        made = Encoder.compress(plain(), BROTLI);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      brotli = made;
    }
    return made;
  }

  private byte[] plain() {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length / 3);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 22);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
