package com.candylake.cache;

/**
 * What a page shows, without what is somebody's own: to everybody who may see it, it is the same, so that it can be kept
 * between the requests of members ({@link PageCache#content}).
 */
public interface Content {
  /** Whether everybody may see it. */
  boolean isForAll();

  /** Bytes of memory, about. */
  int weight();
}
