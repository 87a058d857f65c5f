package com.candylake.base;

import java.time.Duration;
import java.util.List;

/** Every way in which the platform says no. {@code web} chooses status and page for each; the list is closed. */
public sealed interface Refusal {
  /** 303 to the sign-in page, which leads back. */
  record SignIn() implements Refusal {}

  /** 303 to where a member shows once more that they are it, which leads back. */
  record Prove() implements Refusal {}

  /** 404: there is no such thing, or this viewer may not know of it. */
  record NotFound() implements Refusal {}

  /** 403: the viewer may know of the thing but not do this. */
  record NotAllowed() implements Refusal {}

  /** 409: the thing has moved on since the viewer looked. */
  record Conflict() implements Refusal {}

  /** 410: it was here and is not any more. */
  record Gone(By by) implements Refusal {
    public enum By { AUTHOR, RULES }
  }

  /** 413: more bytes than are taken here. */
  record TooLarge(long maxBytes) implements Refusal {}

  /** 422: what was typed cannot be taken; nothing was written. */
  record Invalid(List<Problem> problems) implements Refusal {}

  /** 429: too often. */
  record TooMany(Duration retryAfter) implements Refusal {}

  /** 451 (RFC 7725): blocked by law. */
  record Legal() implements Refusal {}

  /** 503: not now. */
  record Unavailable(Duration retryAfter) implements Refusal {}

  /**
   * What is wrong with one field.
   *
   * @param field the name of the form field, or of the key in an exchange file
   * @param message the key of a message for people
   * @param args the numbers and names that the message speaks of, in its order
   */
  record Problem(String field, String message, List<Object> args) {
    public static Problem of(String field, String message, Object... args) {
      return new Problem(field, message, List.of(args));
    }
  }

  static Refused invalid(String field, String message, Object... args) {
    return new Refused(new Invalid(List.of(Problem.of(field, message, args))));
  }

  static Refused notFound() {
    return new Refused(new NotFound());
  }

  static Refused notAllowed() {
    return new Refused(new NotAllowed());
  }
}
