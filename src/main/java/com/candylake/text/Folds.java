package com.candylake.text;

import com.ibm.icu.text.Normalizer2;
import java.util.regex.Pattern;

/** Keys by which names are compared, since databases fold letters each in their own way. */
public final class Folds {
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
}
