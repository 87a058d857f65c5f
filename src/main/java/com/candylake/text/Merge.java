package com.candylake.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what two have made of one text, sentence by sentence (the way of diff3: Khanna, Kunal and Pierce, <i>A Formal
 * Investigation of Diff3</i>, 2007).
 */
public final class Merge {
  /**
   * After a line break, or after the end of a sentence with what closes it. A paragraph in Chinese or Japanese is one line:
   * by lines, two who write in different sentences of it would be at odds.
   */
  private static final Pattern END = Pattern.compile("(?<=\\n)|(?<=[。！？!?][」』”’）)]?)(?![」』”’）)\\n])|(?<=[.] )");

  /** Sentences between the first and the last that differ: some 60 ms at the worst, where everything does. */
  private static final int MOST = 2_000;

  private Merge() {}

  /**
   * @param base what both began from
   * @return empty if both have changed the same place, or so much that it is not looked into
   */
  public static Optional<String> of(String base, String one, String other) {
    if (one.equals(other) || other.equals(base)) {
      return Optional.of(one);
    }
    if (one.equals(base)) {
      return Optional.of(other);
    }
    List<String> from = List.of(END.split(base));
    List<AbstractDelta<String>> ones = changes(from, List.of(END.split(one)));
    List<AbstractDelta<String>> others = changes(from, List.of(END.split(other)));
    if (ones == null || others == null) {
      return Optional.empty();
    }
    var merged = new ArrayList<String>();
    Iterator<AbstractDelta<String>> left = ones.iterator();
    Iterator<AbstractDelta<String>> right = others.iterator();
    AbstractDelta<String> a = next(left);
    AbstractDelta<String> b = next(right);
    int at = 0;
    while (a != null || b != null) {
      boolean both = a != null && b != null && touch(a, b);
      if (both && !Objects.equals(a, b)) {
        return Optional.empty();
      }
      boolean isLeft = a != null && (b == null || start(a) <= start(b));
      AbstractDelta<String> change = Objects.requireNonNull(isLeft ? a : b);
      if (isLeft || both) {
        a = next(left);
      }
      if (!isLeft || both) {
        b = next(right);
      }
      merged.addAll(from.subList(at, start(change)));
      merged.addAll(change.getTarget().getLines());
      at = end(change);
    }
    merged.addAll(from.subList(at, from.size()));
    return Optional.of(String.join("", merged));
  }

  private static @Nullable List<AbstractDelta<String>> changes(List<String> from, List<String> to) {
    int same = 0;
    int most = Math.min(from.size(), to.size());
    while (same < most && from.get(same).equals(to.get(same))) {
      same++;
    }
    int tail = 0;
    while (tail < most - same && from.get(from.size() - 1 - tail).equals(to.get(to.size() - 1 - tail))) {
      tail++;
    }
    if (from.size() - same - tail > MOST || to.size() - same - tail > MOST) {
      return null;
    }
    return DiffUtils.diff(from, to, new MyersDiffWithLinearSpace<>()).getDeltas();
  }

  /** Neighbours are at odds too: what stands between two changes is what tells them apart. */
  private static boolean touch(AbstractDelta<String> a, AbstractDelta<String> b) {
    return start(a) <= end(b) && start(b) <= end(a);
  }

  private static int start(AbstractDelta<String> change) {
    return change.getSource().getPosition();
  }

  private static int end(AbstractDelta<String> change) {
    return start(change) + change.getSource().size();
  }

  private static @Nullable AbstractDelta<String> next(Iterator<AbstractDelta<String>> changes) {
    return changes.hasNext() ? changes.next() : null;
  }
}
