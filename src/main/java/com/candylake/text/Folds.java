package com.candylake.text;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys by which names are compared, since databases fold letters each in their own way. */
public final class Folds {
  /** Loaded when the first name is compared. */
  private static final class Looks {
    static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();
  }

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private Folds() {}

  /**
   * The key of a member's name or a tag: two names with the same key are the same to people. It is NFKC_Casefold (UAX
   * #44: compatibility forms, letter case and invisible characters do not count), with white space folded to one space.
   * Applying it again changes nothing.
   */
  public static String key(String name) {
    String folded = Normalizer2.getNFKCCasefoldInstance().normalize(name);
    return SPACES.matcher(folded).replaceAll(" ").strip();
  }

  /**
   * What a name looks like, as it is written and in small letters: two names that have a look in common are easily taken for
   * one another, in whatever scripts they are written (the skeletons of UTS #39). For comparing only; they read like nothing.
   */
  public static Set<String> looks(String name) {
    return Stream.of(name, key(name)).map(n -> key(Looks.CHECKER.getSkeleton(n))).collect(Collectors.toSet());
  }
}
