package com.candylake.base;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a file of a member's is called, in its address and where it is kept. An image's name ends with the width and height
 * of its largest picture, so that whoever makes HTML of a text knows them without asking.
 *
 * @param hash 32 hexadecimal digits of what was uploaded and who did it
 * @param width in pixels; 0 for what is no image
 * @param height in pixels; 0 for what is no image
 */
public record MediaName(String hash, int width, int height) {
  /** Where files are served. */
  public static final String PATH = "/m/";
  /** The pictures that are made of an image beside the largest, if it is wider: by their width. */
  private static final List<Integer> WIDTHS = List.of(480, 960);
  /** Of the largest picture of an image. */
  public static final int WIDEST = 1_600;
  public static final Pattern IMAGE = Pattern.compile("[0-9a-f]{40}");
  public static final Pattern ANY = Pattern.compile(IMAGE + "|[0-9a-f]{32}\\.pdf");
  private static final Pattern ADDRESS = Pattern.compile(PATH + "(" + ANY + ")");
  private static final HexFormat HEX = HexFormat.of();

  public MediaName {
    if (width < 0 || width > 0xFFFF || height < 0 || height > 0xFFFF || (width == 0) != (height == 0)) {
      throw new IllegalArgumentException(width + " by " + height);
    }
  }

  /** Empty if it is none. */
  public static Optional<MediaName> of(String name) {
    if (!ANY.matcher(name).matches()) {
      return Optional.empty();
    }
    if (name.endsWith(".pdf")) {
      return Optional.of(new MediaName(name.substring(0, 32), 0, 0));
    }
    int width = HexFormat.fromHexDigits(name, 32, 36);
    int height = HexFormat.fromHexDigits(name, 36, 40);
    return width == 0 || height == 0 ? Optional.empty() : Optional.of(new MediaName(name.substring(0, 32), width, height));
  }

  /** The name in an address of this site; empty if it leads elsewhere. */
  public static Optional<MediaName> at(String address) {
    var found = ADDRESS.matcher(address);
    return found.matches() ? of(found.group(1)) : Optional.empty();
  }

  public boolean isImage() {
    return width > 0;
  }

  public String address() {
    return PATH + this;
  }

  /** The widths of its pictures, the largest last. */
  public List<Integer> widths() {
    var widths = new ArrayList<>(WIDTHS);
    widths.removeIf(w -> w >= width);
    widths.add(width);
    return List.copyOf(widths);
  }

  /** Where its picture of that width is served. */
  public String address(int ofWidth) {
    return ofWidth == width ? address() : address() + "/" + ofWidth;
  }

  @Override
  public String toString() {
    return isImage() ? hash + HEX.toHexDigits((short) width) + HEX.toHexDigits((short) height) : hash + ".pdf";
  }
}
