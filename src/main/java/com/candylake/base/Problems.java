package com.candylake.base;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with the fields of one form, so that all of it is said at once. */
public final class Problems {
  private final List<Refusal.Problem> found = new ArrayList<>();

  public void add(String field, String message, Object... args) {
    found.add(Refusal.Problem.of(field, message, args));
  }

  public boolean none() {
    return found.isEmpty();
  }

  public List<Refusal.Problem> found() {
    return List.copyOf(found);
  }

  /** What the check lets through; null if it is refused as invalid, which is remembered. */
  public <T> @Nullable T check(Supplier<T> check) {
    try {
      return check.get();
    } catch (Refused refused) {
      found.addAll(refused.problems());
      return null;
    }
  }

  /** @throws Refused invalid, with all that was found; nothing if nothing was */
  public void refuse() {
    if (!found.isEmpty()) {
      throw new Refused(new Refusal.Invalid(List.copyOf(found)));
    }
  }
}
