package com.candylake.cache;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A page as it was rendered once: its bytes, compressed, and what they depend on. */
public final class CachedPage extends Dated {
  /** What a browser can be sent (RFC 9110, 8.4.1). */
  public enum Encoding { IDENTITY, GZIP, BR }

  /** From 5 on Brotli looks for matches as deeply as gzip does by default; above it the time grows faster than the gain. */
  private static final Encoder.Parameters BROTLI = new Encoder.Parameters().setQuality(5);
  private static final boolean HAS_BROTLI = Brotli4jLoader.isAvailable();

  private final int status;
  private final String route;
  private final Locale language;
  private final @Nullable String link;
  private final String hash;
  private final byte[] gzip;
  private volatile byte @Nullable [] brotli;

  CachedPage(String route, int status, Locale language, @Nullable String link, byte[] bytes, Shown shown, AsOf asOf,
      long madeAt) {
    super(shown.tags(), shown.counted(), asOf, madeAt);
    this.route = route;
    this.status = status;
    this.language = language;
    this.link = link;
    this.hash = hash(bytes);
    this.gzip = Gzip.of(bytes);
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

  /** Brotli, which may come later, counted as large as gzip. */
  @Override
  int weight() {
    return 2 * gzip.length + 8 * tags().length + 400;
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

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 22);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
