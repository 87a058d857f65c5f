package com.candylake.archive;

/**
 * What a table holds, or a file: two with the same content are equal.
 *
 * @param rows 0 for a file
 * @param bytes as it stands in an archive
 */
record Content(long rows, long bytes, String sha256) {}
