package com.candylake.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** What is done with the pixels of an image, in eight bits for each colour. */
final class Raster8 {
  private Raster8() {}

  /** The space of an image's colours, if it is not the usual one, sRGB. */
  static @Nullable ColorSpace foreign(BufferedImage image) {
    ColorSpace space = image.getColorModel().getColorSpace();
    return space.getType() == ColorSpace.TYPE_RGB && !space.isCS_sRGB() ? space : null;
  }

  /**
   * The same numbers as if they were of sRGB, or the same greys: converting colours pixel by pixel, as drawing does, takes
   * seconds; later there are fewer.
   */
  static BufferedImage plain(BufferedImage image) {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel || model.getTransferType() != DataBuffer.TYPE_BYTE
        || !(model instanceof ComponentColorModel)) {
      return image;
    }
    WritableRaster raster = image.getRaster();
    return switch (raster.getNumBands()) {
      case 1 -> image.getType() == BufferedImage.TYPE_BYTE_GRAY ? image : grey(raster);
      case 2 -> greyWithAlpha(raster);
      default -> foreign(image) == null ? image : new BufferedImage(
          new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), model.hasAlpha(), false,
              model.getTransparency(), DataBuffer.TYPE_BYTE), raster, false, null);
    };
  }

  private static BufferedImage grey(Raster raster) {
    var grey = new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setRect(raster);
    return grey;
  }

  /** Java takes such greys for linear light, which files never mean. */
  private static BufferedImage greyWithAlpha(Raster raster) {
    int width = raster.getWidth();
    var image = new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_INT_ARGB);
    int[] samples = new int[2 * width];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        row[x] = samples[2 * x + 1] << 24 | samples[2 * x] * 0x010101;
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  /** In that size, which is never larger: by halves as long as that goes, so that each pixel counts. */
  static BufferedImage scaled(BufferedImage image, int width, int height) {
    boolean alpha = image.getColorModel().hasAlpha();
    BufferedImage from = image;
    while (from.getWidth() >= 2 * width && from.getHeight() >= 2 * height) {
      from = drawn(from, (from.getWidth() + 1) / 2, (from.getHeight() + 1) / 2,
          alpha ? BufferedImage.TYPE_INT_ARGB_PRE : BufferedImage.TYPE_3BYTE_BGR);
    }
    return drawn(from, width, height, alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height, int type) {
    var drawn = new BufferedImage(width, height, type);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return drawn;
  }

  /** From another space of colours to sRGB. */
  static BufferedImage converted(BufferedImage image, ColorSpace from) {
    boolean alpha = image.getColorModel().hasAlpha();
    var tagged = new BufferedImage(new ComponentColorModel(from, alpha, false, image.getTransparency(), DataBuffer.TYPE_BYTE),
        image.getRaster(), false, null);
    var converted = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
    new ColorConvertOp(null).filter(tagged, converted);
    return converted;
  }

  /** Upright, however the camera was held (Exif 3.0, tag 0x0112). */
  static BufferedImage turned(BufferedImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    int w = image.getWidth();
    int h = image.getHeight();
    AffineTransform to = switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
      default -> throw new IllegalArgumentException("orientation " + orientation);
    };
    var turned = orientation < 5 ? new BufferedImage(w, h, image.getType()) : new BufferedImage(h, w, image.getType());
    Graphics2D graphics = turned.createGraphics();
    graphics.drawImage(image, to, null);
    graphics.dispose();
    return turned;
  }

  /** Without a channel that says of every pixel that nothing shines through. */
  static BufferedImage opaqueIfSo(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return image;
    }
    WritableRaster alpha = image.getAlphaRaster();
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int a : alpha.getSamples(0, y, row.length, 1, 0, row)) {
        if (a != 255) {
          return image;
        }
      }
    }
    return drawn(image, image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
  }

  static boolean hasFewColours(BufferedImage image, int few) {
    var colours = new HashSet<Integer>();
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int colour : image.getRGB(0, y, row.length, 1, row, 0, row.length)) {
        if (colours.add(colour) && colours.size() > few) {
          return false;
        }
      }
    }
    return true;
  }
}
