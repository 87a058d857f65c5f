package com.candylake.ops;

/**
 * What a check of {@link Doctor} has found.
 *
 * @param advice what to do; empty if nothing
 */
record Finding(Grade grade, String found, String advice) {
  /** A problem keeps the platform from running or from keeping what was written; a warning does not yet. */
  enum Grade { OK, WARNING, PROBLEM }

  static Finding ok(String found) {
    return new Finding(Grade.OK, found, "");
  }

  static Finding warning(String found, String advice) {
    return new Finding(Grade.WARNING, found, advice);
  }

  static Finding problem(String found, String advice) {
    return new Finding(Grade.PROBLEM, found, advice);
  }
}
