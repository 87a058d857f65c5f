package com.candylake.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Files that people upload, and those that nobody should. */
public final class Samples {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Samples() {}

  /** Something with edges and gradients, in which each corner has its own colour; no two are the same. */
  public static BufferedImage scene(int width, int height) {
    return scene(width, height, BufferedImage.TYPE_INT_RGB);
  }

  static BufferedImage scene(int width, int height, int type) {
    var image = new BufferedImage(width, height, type);
    int seed = NUMBER.incrementAndGet();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 255 * x / width;
        int green = 255 * y / height;
        int blue = (x / 7 + y / 5 + seed) % 2 * 60 + 60;
        image.setRGB(x, y, 0xFF000000 | red << 16 | green << 8 | blue);
      }
    }
    Graphics2D graphics = image.createGraphics();
    Color[] corners = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
    for (int i = 0; i < 4; i++) {
      graphics.setColor(corners[i]);
      graphics.fillRect(i % 2 * (width - width / 4), i / 2 * (height - height / 4), width / 4, height / 4);
    }
    graphics.setColor(new Color(seed % 256, seed / 256, 77));
    graphics.fillRect(width / 2, height / 2, 2, 2);
    graphics.dispose();
    return image;
  }

  public static byte[] png(int width, int height) {
    return encoded(scene(width, height), "png");
  }

  public static byte[] jpeg(int width, int height) {
    return encoded(scene(width, height), "jpg");
  }

  static byte[] encoded(BufferedImage image, String format) {
    var bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("nobody writes " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] progressive(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  /** A GIF of several pictures, each of another colour. */
  static byte[] film(int width, int height, int frames) throws IOException {
    byte[] levels = new byte[256];
    for (int i = 0; i < 256; i++) {
      levels[i] = (byte) i;
    }
    var model = new IndexColorModel(8, 256, levels, levels, levels);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames; i++) {
        var frame = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            frame.getRaster().setSample(x, y, 0, i % 2 == 0 ? 40 : 200);
          }
        }
        frame.getRaster().setSample(0, 0, 0, NUMBER.incrementAndGet() % 256);
        writer.writeToSequence(new IIOImage(frame, null, writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(frame), null)), null);
      }
      writer.endWriteSequence();
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  /** A JPEG of a telephone: which way up, where it was taken, what it was called, and a smaller picture in it. */
  static byte[] photo(BufferedImage image, int orientation) throws IOException {
    byte[] jpeg = encoded(image, "jpg");
    var exif = new ByteArrayOutputStream();
    var out = new DataOutputStream(exif);
    out.write("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
    out.writeInt(8);
    out.writeShort(3);
    entry(out, 0x010F, 2, 16, 50);
    entry(out, 0x0112, 3, 1, orientation << 16);
    entry(out, 0x8825, 4, 1, 66);
    out.writeInt(0);
    out.write("SecretCamera 12\0".getBytes(StandardCharsets.ISO_8859_1));
    out.writeShort(2);
    entry(out, 1, 2, 2, 'N' << 24);
    entry(out, 2, 5, 3, 96);
    out.writeInt(0);
    for (int number : new int[] {35, 1, 41, 1, 22, 1}) {
      out.writeInt(number);
    }
    return inserted(jpeg, 0xE1, exif.toByteArray());
  }

  private static void entry(DataOutputStream out, int tag, int type, int count, int value) throws IOException {
    out.writeShort(tag);
    out.writeShort(type);
    out.writeInt(count);
    out.writeInt(value);
  }

  /** A segment more after the first two bytes of a JPEG. */
  static byte[] inserted(byte[] jpeg, int marker, byte[] segment) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.write(jpeg, 0, 2);
    out.writeShort(0xFF00 | marker);
    out.writeShort(segment.length + 2);
    out.write(segment);
    out.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }

  /** A PNG of some hundred bytes that says that it has so many pixels. */
  static byte[] bomb(int width, int height) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    var header = new ByteArrayOutputStream();
    var numbers = new DataOutputStream(header);
    numbers.writeInt(width);
    numbers.writeInt(height);
    numbers.write(new byte[] {8, 2, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    var pixels = new ByteArrayOutputStream();
    try (var deflated = new DeflaterOutputStream(pixels)) {
      deflated.write(new byte[1 << 20]);
    }
    chunk(out, "IDAT", pixels.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  /** A PNG with a chunk more before its pixels. */
  static byte[] with(byte[] png, String name, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    int header = 8 + 25;
    out.write(png, 0, header);
    chunk(out, name, content);
    out.write(png, header, png.length - header);
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(type);
    crc.update(content);
    out.writeInt(content.length);
    out.write(type);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }

  /** A profile in which what is written as green is another green. */
  static byte[] profile() throws IOException {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    var bytes = new ByteArrayOutputStream();
    bytes.write("linear\0\0".getBytes(StandardCharsets.ISO_8859_1));
    try (var deflated = new DeflaterOutputStream(bytes)) {
      deflated.write(profile);
    }
    return bytes.toByteArray();
  }

  static byte[] zip(String entry) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write("hidden".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  static byte[] both(byte[] one, byte[] other) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(one);
    bytes.writeBytes(other);
    return bytes.toByteArray();
  }

  static byte[] pdf() {
    return ("%PDF-1.7\n1 0 obj<</Type/Catalog/N " + NUMBER.incrementAndGet() + ">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static BufferedImage read(byte[] image) throws IOException {
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(image)));
  }
}
