package com.candylake.ops;

/**
 * One thing that {@link Doctor} looks at.
 *
 * @param otherwise what to do if it cannot even be looked at
 */
record Check(String name, String otherwise, Look look) {
  /** Looks, and changes nothing. */
  @FunctionalInterface
  interface Look {
    Finding look() throws Exception;
  }

  Finding run() {
    try {
      return look.look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.problem("interrupted", otherwise);
    } catch (Exception e) {
      return Finding.problem(Failures.say(e), otherwise);
    }
  }
}
