package com.candylake.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries a {@link Refusal} up to whoever asked. The message and the cause are for the log; people read the page that
 * {@code web} makes of the refusal.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Refusal refusal;

  public Refused(Refusal refusal) {
    this(refusal, null);
  }

  public Refused(Refusal refusal, @Nullable Throwable cause) {
    // no stack trace where nothing broke: a crawler asking for what is gone must not cost one each time
    super(refusal.toString(), cause, false, cause != null);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }

  /** What is wrong with the fields of a form; anything but invalid input goes on up. */
  public List<Refusal.Problem> problems() {
    if (refusal instanceof Refusal.Invalid(List<Refusal.Problem> problems)) {
      return problems;
    }
    throw this;
  }
}
