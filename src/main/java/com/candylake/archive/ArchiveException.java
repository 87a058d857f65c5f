package com.candylake.archive;

import java.io.IOException;

/** Says in one sentence, for the operator, why an archive cannot be used. */
final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  ArchiveException(String message) {
    super(message);
  }
}
