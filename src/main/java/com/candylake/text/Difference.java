package com.candylake.text;

import com.candylake.base.Lang;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has changed from one text to another: words within the paragraphs that have changed, and whole paragraphs where so much
 * has changed that comparing words would take too long.
 *
 * @param pieces in the order of the text: without those that were added they are the text before, without those that were
 *     removed the text after
 * @param coarse whether somewhere whole paragraphs stand for words
 */
public record Difference(List<Piece> pieces, boolean coarse) {
  /** Paragraphs that are shown around a change. */
  private static final int AROUND = 1;
  /** So many unchanged paragraphs are worth folding. */
  private static final int FOLDED = 3;

  public enum Kind { SAME, REMOVED, ADDED }

  /** A part of one text or, if it is the same, of both; never empty. */
  public record Piece(Kind kind, String text) {
    /** Whether nobody would see it: a line break that was taken out. */
    public boolean isBlank() {
      return text.isBlank();
    }
  }

  /**
   * What is shown together.
   *
   * @param folded how many unchanged paragraphs it is; 0: it is shown
   */
  public record Part(int folded, List<Piece> pieces) {}

  public Difference {
    pieces = List.copyOf(pieces);
  }

  /**
   * @param lang the language of both texts, which decides what a word is
   * @param effort what may be spent on it
   */
  public static Difference of(String before, String after, Lang lang, Effort effort) {
    if (before.equals(after)) {
      return new Difference(before.isEmpty() ? List.of() : List.of(new Piece(Kind.SAME, before)), false);
    }
    return new Comparison(lang, effort).of(before, after);
  }

  /** Whether both texts are the same. */
  public boolean isEmpty() {
    return pieces.stream().allMatch(p -> p.kind == Kind.SAME);
  }

  /** Characters that were added. */
  public int added() {
    return characters(Kind.ADDED);
  }

  /** Characters that were removed. */
  public int removed() {
    return characters(Kind.REMOVED);
  }

  private int characters(Kind kind) {
    return pieces.stream().filter(p -> p.kind == kind).mapToInt(p -> p.text.codePointCount(0, p.text.length())).sum();
  }

  /** The changes with a paragraph around each, and what lies between them folded. */
  public List<Part> parts() {
    var parts = new ArrayList<Part>();
    var shown = new ArrayList<Piece>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece.kind != Kind.SAME) {
        shown.add(piece);
        continue;
      }
      String text = piece.text;
      int head = i == 0 ? 0 : afterParagraphs(text);
      int tail = i == pieces.size() - 1 ? text.length() : beforeParagraphs(text);
      int between = head < tail ? (int) text.substring(head, tail).lines().filter(line -> !line.isBlank()).count() : 0;
      if (between < FOLDED) {
        shown.add(piece);
        continue;
      }
      add(shown, text.substring(0, head));
      if (!shown.isEmpty()) {
        parts.add(new Part(0, List.copyOf(shown)));
        shown.clear();
      }
      parts.add(new Part(between, List.of(new Piece(Kind.SAME, text.substring(head, tail)))));
      add(shown, text.substring(tail));
    }
    if (!shown.isEmpty()) {
      parts.add(new Part(0, List.copyOf(shown)));
    }
    return parts;
  }

  private static void add(List<Piece> shown, String text) {
    if (!text.isEmpty()) {
      shown.add(new Piece(Kind.SAME, text));
    }
  }

  /** Where the rest of the paragraph that has changed ends, and the next one with it. */
  private static int afterParagraphs(String text) {
    int at = text.indexOf('\n') + 1;
    for (int n = 0; at > 0 && n < AROUND; n++) {
      while (at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    }
    return at == 0 ? text.length() : at;
  }

  private static int beforeParagraphs(String text) {
    int at = text.lastIndexOf('\n') + 1;
    for (int n = 0; at > 0 && n < AROUND; n++) {
      int end = at;
      while (end > 0 && text.charAt(end - 1) == '\n') {
        end--;
      }
      at = end == 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
    }
    return at;
  }

  /** One comparison, paragraphs first. */
  private static final class Comparison {
    private final Lang lang;
    private final Effort effort;
    private final List<Piece> pieces = new ArrayList<>();
    private boolean coarse;

    Comparison(Lang lang, Effort effort) {
      this.lang = lang;
      this.effort = effort;
    }

    Difference of(String before, String after) {
      List<String> from = paragraphs(before);
      List<String> to = paragraphs(after);
      try {
        walk(from, to, changes(from, to, effort), this::paragraphsChanged);
      } catch (Effort.Spent e) {
        coarse = true;
        pieces.clear();
        whole(from, to);
      }
      return new Difference(joined(pieces), coarse);
    }

    /** Lines with their ends: a paragraph of Markdown is one line or several. */
    private static List<String> paragraphs(String text) {
      var lines = new ArrayList<String>();
      int start = 0;
      while (start < text.length()) {
        int end = text.indexOf('\n', start) + 1;
        end = end == 0 ? text.length() : end;
        lines.add(text.substring(start, end));
        start = end;
      }
      return lines;
    }

    private interface Changed {
      void accept(List<String> from, List<String> to);
    }

    private void walk(List<String> from, List<String> to, List<Change> changes, Changed changed) {
      int at = 0;
      for (Change change : changes) {
        add(Kind.SAME, from.subList(at, change.startOriginal));
        changed.accept(from.subList(change.startOriginal, change.endOriginal),
            to.subList(change.startRevised, change.endRevised));
        at = change.endOriginal;
      }
      add(Kind.SAME, from.subList(at, from.size()));
    }

    private void paragraphsChanged(List<String> from, List<String> to) {
      if (from.isEmpty() || to.isEmpty() || !words(String.join("", from), String.join("", to))) {
        coarse |= !from.isEmpty() && !to.isEmpty();
        add(Kind.REMOVED, from);
        add(Kind.ADDED, to);
      }
    }

    /** Whether words could be compared; else nothing is noted. */
    private boolean words(String before, String after) {
      if (!effort.takesApart(before.length() + after.length())) {
        return false;
      }
      List<String> from = Words.of(before, lang);
      List<String> to = Words.of(after, lang);
      Effort part = effort.half();
      List<Change> changes;
      try {
        changes = changes(from, to, part);
      } catch (Effort.Spent e) {
        return false;
      } finally {
        effort.giveBack(part);
      }
      walk(from, to, changes, (removed, added) -> {
        add(Kind.REMOVED, removed);
        add(Kind.ADDED, added);
      });
      return true;
    }

    /** All but what both begin and end with. */
    private void whole(List<String> from, List<String> to) {
      int start = commonStart(from, to);
      int end = commonEnd(from, to, start);
      add(Kind.SAME, from.subList(0, start));
      add(Kind.REMOVED, from.subList(start, from.size() - end));
      add(Kind.ADDED, to.subList(start, to.size() - end));
      add(Kind.SAME, from.subList(from.size() - end, from.size()));
    }

    private void add(Kind kind, List<String> parts) {
      if (parts.isEmpty()) {
        return;
      }
      String text = String.join("", parts);
      if (!pieces.isEmpty() && pieces.getLast().kind == kind) {
        text = pieces.removeLast().text + text;
      }
      pieces.add(new Piece(kind, text));
    }

    /** By the library, which is stopped at a comparison, or before a longer path, when nothing is left; in their order. */
    private static List<Change> changes(List<String> from, List<String> to, Effort effort) {
      int start = commonStart(from, to);
      int end = commonEnd(from, to, start);
      Map<String, Integer> numbers = new HashMap<>();
      List<Integer> left = numbered(from.subList(start, from.size() - end), numbers);
      List<Integer> right = numbered(to.subList(start, to.size() - end), numbers);
      var myers = new MyersDiff<Integer>((a, b) -> {
        effort.step(1);
        return a.equals(b);
      });
      return myers.computeDiff(left, right, new Watch(effort)).stream()
          .map(c -> new Change(c.deltaType, c.startOriginal + start, c.endOriginal + start, c.startRevised + start,
              c.endRevised + start))
          .sorted(Comparator.comparingInt((Change c) -> c.startOriginal).thenComparingInt(c -> c.startRevised)).toList();
    }

    private static List<Integer> numbered(List<String> parts, Map<String, Integer> numbers) {
      return parts.stream().map(p -> numbers.computeIfAbsent(p, x -> numbers.size())).toList();
    }

    private static int commonStart(List<String> from, List<String> to) {
      int most = Math.min(from.size(), to.size());
      int n = 0;
      while (n < most && from.get(n).equals(to.get(n))) {
        n++;
      }
      return n;
    }

    private static int commonEnd(List<String> from, List<String> to, int start) {
      int most = Math.min(from.size(), to.size()) - start;
      int n = 0;
      while (n < most && from.get(from.size() - 1 - n).equals(to.get(to.size() - 1 - n))) {
        n++;
      }
      return n;
    }

    /**
     * Removed before added in each change, and no blank or comma alone between two changes: who reads "the old man" become "a
     * young woman" sees three words changed once.
     */
    private static List<Piece> joined(List<Piece> pieces) {
      var joined = new ArrayList<Piece>();
      var removed = new StringBuilder();
      var added = new StringBuilder();
      for (int i = 0; i < pieces.size(); i++) {
        Piece piece = pieces.get(i);
        boolean between = i > 0 && i < pieces.size() - 1 && piece.text.indexOf('\n') < 0
            && piece.text.codePoints().noneMatch(Character::isLetterOrDigit);
        switch (piece.kind) {
          case REMOVED -> removed.append(piece.text);
          case ADDED -> added.append(piece.text);
          case SAME -> {
            if (between && !removed.isEmpty() && !added.isEmpty()) {
              removed.append(piece.text);
              added.append(piece.text);
            } else {
              flush(removed, added, joined);
              joined.add(piece);
            }
          }
        }
      }
      flush(removed, added, joined);
      return joined;
    }

    private static void flush(StringBuilder removed, StringBuilder added, List<Piece> joined) {
      if (!removed.isEmpty()) {
        joined.add(new Piece(Kind.REMOVED, removed.toString()));
      }
      if (!added.isEmpty()) {
        joined.add(new Piece(Kind.ADDED, added.toString()));
      }
      removed.setLength(0);
      added.setLength(0);
    }
  }

  /** The d-th round of Myers's algorithm looks at d diagonals. */
  private record Watch(Effort effort) implements DiffAlgorithmListener {
    @Override
    public void diffStart() {}

    @Override
    public void diffStep(int value, int max) {
      effort.step(value + 1);
    }

    @Override
    public void diffEnd() {}
  }
}
