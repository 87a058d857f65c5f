package com.candylake.media;

/** An image made ready to be served in one width. */
record Picture(int width, byte[] webp) {}
