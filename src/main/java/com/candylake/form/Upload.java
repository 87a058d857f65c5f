package com.candylake.form;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a form: the attribute {@link #ATTRIBUTE} of the request, which {@code web} sets where files are
 * taken, and whose file it deletes at the end of the request.
 *
 * @param name what it was called where it came from; nobody has looked at it
 * @param file where it is; null if it was larger than is taken
 */
public record Upload(String name, @Nullable Path file) {
  public static final String ATTRIBUTE = "com.candylake.form.Upload";
  /** The largest file that is taken, in bytes: what cameras make, and a paper of some hundred pages. */
  public static final long MOST = 20 << 20;
  /** Where forms with files are sent, and nowhere else. */
  public static final String PATH = "/media";
}
