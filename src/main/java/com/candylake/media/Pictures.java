package com.candylake.media;

import com.candylake.base.MediaName;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import jakarta.annotation.PreDestroy;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decodes images and encodes them anew, as WebP in several widths: what was in the file beside its pixels is left behind.
 * One image at a time, on a thread of its own, so that neither memory nor the processors are anybody's to take; what it
 * needs of memory is bounded by what is read of an image, not by what the image claims to be.
 *
 * <p>Files of strangers are decoded in Java (the JDK and TwelveMonkeys), but for the inner part of JPEG, which is the JDK's own
 * library; libwebp only ever encodes.
 */
@Component
class Pictures {
  /** What a side may have: WebP has no room for more (RFC 9649). */
  private static final int LONGEST = 16_383;
  /** Cameras have fifty million. */
  private static final long MOST_PIXELS = 52_000_000;
  /** Of a JPEG that has to be in memory whole, in six bytes a pixel and outside the heap. */
  private static final long MOST_PROGRESSIVE = 26_000_000;
  /** Of the largest picture that is made: a tall one gets narrower. */
  private static final long MOST_KEPT = 8_000_000;
  /** What is held of an image while it is read; of a larger one only each second row and column is read, or each third. */
  private static final long MOST_READ = 48L << 20;
  private static final int WAITING = 16;
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final float OF_PHOTOS = 0.80f;
  /** Letters and thin lines. */
  private static final float OF_DRAWINGS = 0.92f;
  private static final int FEW_COLOURS = 256;
  private static final Pattern CUT_OFF = Pattern.compile("(?i)premature|truncated|missing EOI");

  private static final ImageReaderSpi JPEG_READER = registered(new JPEGImageReaderSpi());
  private static final ImageReaderSpi WEBP_READER = new WebPImageReaderSpi();

  private final ThreadPoolExecutor worker = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES,
      new ArrayBlockingQueue<>(WAITING), Thread.ofPlatform().daemon().name("pictures").factory());

  Pictures() {
    worker.allowCoreThreadTimeOut(true);
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }

  /** It looks for the JDK's reader, on which it is built, when it is registered. */
  private static ImageReaderSpi registered(ImageReaderSpi spi) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    registry.registerServiceProvider(spi, ImageReaderSpi.class);
    return registry.getServiceProviderByClass(spi.getClass());
  }

  /** How large the largest picture of an image will be, which is as yet unread. */
  record Plan(FileKind kind, ImageHead head, int width, int height, boolean moving) {}

  /**
   * Looks at what an image says of itself.
   *
   * @throws Refused invalid, if it is more than is taken, or is no such image
   */
  Plan plan(FileKind kind, Path file) throws IOException {
    try {
      ImageHead head = ImageHead.of(kind, file);
      int width;
      int height;
      try (var in = new FileImageInputStream(file.toFile())) {
        ImageReader reader = reader(kind);
        try {
          reader.setInput(in, true, true);
          width = reader.getWidth(0);
          height = reader.getHeight(0);
        } finally {
          reader.dispose();
        }
      }
      if (width < 1 || height < 1) {
        throw damaged();
      }
      long most = head.progressive() ? MOST_PROGRESSIVE : MOST_PIXELS;
      if (width > LONGEST || height > LONGEST || (long) width * height > most) {
        throw Refusal.invalid("file", "media.pixels", width, height, LONGEST, most / 1_000_000);
      }
      int w = head.isTurned() ? height : width;
      int h = head.isTurned() ? width : height;
      double scale = Math.min(1, Math.min((double) MediaName.WIDEST / w, Math.sqrt((double) MOST_KEPT / w / h)));
      return new Plan(kind, head, Math.max(1, (int) Math.round(w * scale)), Math.max(1, (int) Math.round(h * scale)),
          head.moving() || kind == FileKind.GIF && hasSecond(file));
    } catch (IOException | RuntimeException e) {
      throw refused(e);
    }
  }

  private static boolean hasSecond(Path gif) throws IOException {
    try (var in = new FileImageInputStream(gif.toFile())) {
      ImageReader reader = reader(FileKind.GIF);
      try {
        reader.setInput(in, true, true);
        return reader.getWidth(1) > 0;
      } catch (IndexOutOfBoundsException | IOException e) {
        return false;
      } finally {
        reader.dispose();
      }
    }
  }

  /** The pictures of an image, the largest last. */
  List<Picture> make(Plan plan, List<Integer> widths, Path file) throws IOException {
    return turn(() -> {
      try {
        return made(plan, widths, file);
      } catch (IOException | RuntimeException e) {
        throw refused(e);
      }
    });
  }

  private <T> T turn(Callable<T> work) throws IOException {
    try {
      return worker.submit(work).get();
    } catch (RejectedExecutionException | CancellationException e) {
      throw new Refused(new Refusal.Unavailable(SOON), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(new Refusal.Unavailable(SOON), e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Refused refused -> throw refused;
        case UncheckedIOException disk -> throw disk;
        case Error error -> throw error;
        case null, default -> throw new IOException(e);
      }
    }
  }

  /** Readers meet what is wrong in many ways: an array that ends is as good as a message. */
  private static RuntimeException refused(Exception e) {
    return e instanceof Refused refused ? refused : new Refused(damaged().refusal(), e);
  }

  private static Refused damaged() {
    return Refusal.invalid("file", "media.damaged");
  }

  private static ImageReader reader(FileKind kind) throws IOException {
    return switch (kind) {
      case JPEG -> JPEG_READER.createReaderInstance();
      case WEBP -> WEBP_READER.createReaderInstance();
      case PNG -> ImageIO.getImageReadersByFormatName("png").next();
      case GIF -> ImageIO.getImageReadersByFormatName("gif").next();
      case PDF -> throw new IllegalArgumentException("a PDF has no pixels");
    };
  }

  private static List<Picture> made(Plan plan, List<Integer> widths, Path file) throws IOException {
    boolean turned = plan.head().isTurned();
    BufferedImage largest = read(plan, file, turned ? plan.height() : plan.width(), turned ? plan.width() : plan.height());
    largest = Raster8.opaqueIfSo(Raster8.turned(largest, plan.head().orientation()));
    boolean drawn = plan.kind() == FileKind.PNG || plan.kind() == FileKind.GIF;
    var pictures = new ArrayList<Picture>();
    BufferedImage from = largest;
    for (int width : widths.reversed()) {
      int height = Math.max(1, Math.round((float) plan.height() * width / plan.width()));
      from = width == from.getWidth() ? from : Raster8.scaled(from, width, height);
      pictures.addFirst(new Picture(width, encoded(from, drawn)));
    }
    return List.copyOf(pictures);
  }

  /** The image in that size, as it lies in the file, with eight bits for each of the usual colours. */
  private static BufferedImage read(Plan plan, Path file, int width, int height) throws IOException {
    BufferedImage whole;
    try (var in = new FileImageInputStream(file.toFile())) {
      ImageReader reader = reader(plan.kind());
      try {
        reader.setInput(in, true, true);
        var cutOff = new AtomicBoolean();
        reader.addIIOReadWarningListener((source, warning) -> {
          if (CUT_OFF.matcher(warning).find()) {
            cutOff.set(true);
          }
        });
        ImageReadParam param = reader.getDefaultReadParam();
        int step = step(reader);
        param.setSourceSubsampling(step, step, 0, 0);
        whole = reader.read(0, param);
        if (cutOff.get()) {
          throw damaged();
        }
      } finally {
        reader.dispose();
      }
    }
    ColorSpace space = Raster8.foreign(whole);
    if (space == null && plan.head().profile() != null) {
      space = space(plan.head().profile());
    }
    BufferedImage scaled = Raster8.scaled(Raster8.plain(whole), width, height);
    return space == null || space.getNumComponents() != 3 ? scaled : Raster8.converted(scaled, space);
  }

  private static @Nullable ColorSpace space(byte[] profile) {
    try {
      return new ICC_ColorSpace(ICC_Profile.getInstance(profile));
    } catch (IllegalArgumentException e) {
      // colours a little off are better than none
      return null;
    }
  }

  /** Of how many rows and columns one is read. */
  private static int step(ImageReader reader) throws IOException {
    ImageTypeSpecifier type = reader.getImageTypes(0).next();
    var model = type.getSampleModel();
    long bits = 0;
    for (int size : model.getSampleSize()) {
      bits += size;
    }
    long bytes = Math.max(1, (bits + 7) / 8) * reader.getWidth(0) * reader.getHeight(0);
    return (int) Math.max(1, Math.ceil(Math.sqrt((double) bytes / MOST_READ)));
  }

  private static byte[] encoded(BufferedImage image, boolean drawn) throws IOException {
    var param = new WebPWriteParam(Locale.ROOT);
    if (drawn && Raster8.hasFewColours(image, FEW_COLOURS)) {
      param.setCompressionType(CompressionType.Lossless);
    } else {
      param.setCompressionType(CompressionType.Lossy);
      param.setCompressionQuality(drawn ? OF_DRAWINGS : OF_PHOTOS);
    }
    var bytes = new ByteArrayOutputStream();
    var writer = LibWebP.WRITER.createWriterInstance();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The library unpacks itself, and first looks through the folder for what it has left there: let that be an empty one. */
  private static final class LibWebP {
    private static final WebPImageWriterSpi WRITER = loaded();

    private static WebPImageWriterSpi loaded() {
      try {
        Path folder = Files.createTempDirectory("candylake-webp");
        folder.toFile().deleteOnExit();
        System.setProperty("com.luciad.imageio.webp.tmpdir", folder.toString());
        return new WebPImageWriterSpi();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
