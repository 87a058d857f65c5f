package com.candylake.base;

/** What was asked for stands at another address of this site: 301. */
public final class Moved extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String path;

  public Moved(String path) {
    super(path, null, false, false);
    this.path = path;
  }

  public String path() {
    return path;
  }
}
