package com.candylake.media;

import com.candylake.base.MediaName;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.Upload;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.text.InputGate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Members' files on their way in and out: looked at, decoded and written outside transactions. */
@Component
public class MediaFiles {
  private static final String IMAGE = "image/webp";
  private static final String ATTACHMENT = "application/pdf";
  private static final int TITLE = 120;

  private final Media media;
  private final MediaStorage storage;
  private final Pictures pictures;

  MediaFiles(Media media, MediaStorage storage, Pictures pictures) {
    this.media = media;
    this.storage = storage;
    this.pictures = pictures;
  }

  /**
   * A file that was taken in.
   *
   * @param title what it was called
   * @param stilled whether it moved, and only its first picture was taken
   */
  public record Taken(MediaName name, String title, boolean stilled) {
    /** What to write into a text to show it. */
    public String markdown(String description) {
      String said = description.isBlank() && !name.isImage() ? title : description;
      String text = said.strip().replaceAll("\\s+", " ").replaceAll("[\\\\\\[\\]]", "\\\\$0");
      return (name.isImage() ? "!" : "") + "[" + text + "](" + name.address() + ")";
    }
  }

  /**
   * Takes in what a member has uploaded; the same file once more is the same one.
   *
   * @param upload null: none came
   * @throws Refused invalid, if it is no file that is taken, or there is no room; too large
   */
  public Taken take(Viewer viewer, @Nullable Upload upload) {
    Guard.require(viewer, Act.WRITE);
    if (upload == null) {
      throw Refusal.invalid("file", "media.missing");
    }
    if (upload.file() == null) {
      throw new Refused(new Refusal.TooLarge(Upload.MOST));
    }
    try {
      FileKind kind = FileKind.of(upload.file());
      String hash = hash(viewer, upload.file());
      String title = title(upload.name());
      return kind == FileKind.PDF ? attachment(viewer, hash, title, upload.file())
          : image(viewer, kind, hash, title, upload.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Taken image(Viewer viewer, FileKind kind, String hash, String title, Path file) throws IOException {
    Pictures.Plan plan = pictures.plan(kind, file);
    var name = new MediaName(hash, plan.width(), plan.height());
    if (!media.has(viewer, name)) {
      List<Picture> made = pictures.make(plan, name.widths(), file);
      media.reserve(viewer, name, IMAGE, "", made.stream().mapToLong(p -> p.webp().length).sum());
      for (Picture picture : made) {
        storage.put(key(name, picture.width()), IMAGE, MediaStorage.Content.of(picture.webp()));
      }
      media.settle(viewer, name);
    }
    return new Taken(name, title, plan.moving());
  }

  private Taken attachment(Viewer viewer, String hash, String title, Path file) throws IOException {
    var name = new MediaName(hash, 0, 0);
    if (!media.has(viewer, name)) {
      media.reserve(viewer, name, ATTACHMENT, title, Files.size(file));
      storage.put(key(name, 0), ATTACHMENT, MediaStorage.Content.of(file));
      media.settle(viewer, name);
    }
    return new Taken(name, title, false);
  }

  /** Of the file and its owner: a member's files are their own, and tell nobody who else has the same. */
  private static String hash(Viewer viewer, Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    digest.update((Objects.requireNonNull(viewer.member()) + ":").getBytes(StandardCharsets.US_ASCII));
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** What the file was called, as far as that can be said; without its path, which some browsers send. */
  private static String title(String sent) {
    String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    try {
      return InputGate.line("file", name, 0, TITLE);
    } catch (Refused e) {
      return "";
    }
  }

  private static String key(MediaName name, int width) {
    return name.isImage() ? name + "-" + width + ".webp" : name.toString();
  }

  /**
   * A picture of an image, or an attachment; to be closed.
   *
   * @param width 0 for an attachment
   * @return empty if there is no such picture of it
   */
  Optional<MediaStorage.Kept> open(MediaName name, int width) throws IOException {
    return name.isImage() && !name.widths().contains(width) ? Optional.empty() : storage.get(key(name, width));
  }

  /** Deletes some of what no text shows; whether there may be more. */
  public boolean sweep(Viewer viewer) {
    List<MediaName> unused = media.unused(viewer);
    try {
      for (MediaName name : unused) {
        for (int width : name.isImage() ? name.widths() : List.of(0)) {
          storage.delete(key(name, width));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    media.forget(viewer, unused);
    return !unused.isEmpty();
  }
}
