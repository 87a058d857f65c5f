package com.candylake.text;

import com.candylake.base.Lang;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The language that a text seems to be in, to be proposed to whoever typed it.
 *
 * @param sure whether the letters leave no other of the languages that were offered; otherwise a person should look
 */
public record LanguageGuess(Lang lang, boolean sure) {
  /** Closer than this, the letters do not decide: less than one character that is rare in one of two languages. */
  private static final double TIE = 0.4;
  private static final double CLEAR = 1.5;
  private static final double CLEAR_SHARE = 0.05;
  private static final double FOREIGN_SHARE = 0.25;
  private static final double HANJA = 0.2;
  private static final double HAN_WITHOUT_KANA = 0.04;
  private static final double UNUSED_LETTERS = 0.01;
  private static final double MOST_FOR_UNUSED_LETTERS = 3;
  /** More marks than the input gate takes: sorting them takes quadratic time. */
  private static final Pattern STACKS = Pattern.compile("\\p{M}{31,}+");

  /**
   * A language with what speaks for and against it.
   *
   * @param own the weight of letters in its script
   * @param foreign the weight of letters that it does not use
   * @param missing what it uses and the text does not, which ranks it lower and proves nothing
   */
  private record Candidate(Lang lang, double own, double foreign, double missing) {
    double against() {
      return foreign + missing;
    }
  }

  /**
   * The most likely of some languages; empty if no letter of the text belongs to the script of any. Code, addresses and
   * numbers do not count. It reads the first 40,000 characters and of those the first 10,000 letters, in linear time.
   *
   * @param markdown anything that somebody typed, refused text too; a title may stand before its body as a paragraph
   * @param listed the languages to choose from
   * @param read the languages of whoever typed it, most liked first: they decide where the letters do not
   */
  public static Optional<LanguageGuess> of(String markdown, List<Lang> listed, List<Lang> read) {
    String prose = Normalizer.normalize(STACKS.matcher(Prose.of(markdown)).replaceAll(""), Normalizer.Form.NFC);
    Letters letters = new Letters(prose);
    List<Candidate> candidates = listed.stream().distinct().map(lang -> candidate(lang, listed, letters))
        .filter(c -> c.own > 0).sorted(Comparator.comparingDouble(Candidate::against)).toList();
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    Candidate best = candidates.getFirst();
    double tie = best.against() + TIE;
    Lang lang = read.stream().filter(r -> candidates.stream().anyMatch(c -> c.lang.equals(r) && c.against() <= tie))
        .findFirst().orElse(best.lang);
    return Optional.of(new LanguageGuess(lang, lang.equals(best.lang) && isClear(best, candidates)));
  }

  private static boolean isClear(Candidate best, List<Candidate> candidates) {
    double margin = Math.max(CLEAR, CLEAR_SHARE * best.own);
    return best.own >= CLEAR && best.foreign <= FOREIGN_SHARE * best.own
        && candidates.stream().filter(c -> c != best).allMatch(c -> c.foreign - best.foreign >= margin);
  }

  private static Candidate candidate(Lang lang, List<Lang> listed, Letters letters) {
    double words = letters.words();
    return switch (script(lang)) {
      case "Hans" -> new Candidate(lang, letters.han(), chinese(letters, Orthography.SIMPLIFIED), 0);
      case "Hant", "Hani", "Hanb" -> new Candidate(lang, letters.han(), chinese(letters, Orthography.TRADITIONAL), 0);
      case "Jpan", "Hrkt" -> new Candidate(lang, letters.han() + letters.kana(),
          letters.against(Orthography.JAPANESE) + letters.hangul() + words,
          letters.kana() > 0 ? 0 : HAN_WITHOUT_KANA * letters.han());
      case "Kore", "Hang" -> new Candidate(lang, letters.han() + letters.hangul(),
          hanja(letters) + letters.kana() + words, 0);
      default -> alphabetic(lang, listed, letters);
    };
  }

  private static double chinese(Letters letters, Orthography orthography) {
    return letters.against(orthography) + letters.kana() + letters.hangul() + letters.words();
  }

  /** Korean takes Chinese characters in among its own, but does not do without its own. */
  private static double hanja(Letters letters) {
    return letters.han() * (letters.hangul() > HANJA * letters.han() ? HANJA : 1);
  }

  private static Candidate alphabetic(Lang lang, List<Lang> listed, Letters letters) {
    int script = UScript.getCodeFromName(script(lang));
    double own = letters.words(script);
    if (own == 0) {
      return new Candidate(lang, 0, 0, 0);
    }
    UnicodeSet alphabet = alphabet(lang, LocaleData.ES_STANDARD);
    UnicodeSet guests = alphabet(lang, LocaleData.ES_AUXILIARY);
    Map<Integer, Integer> counts = letters.alphabetic(script);
    double foreign = letters.han() + letters.kana() + letters.hangul() + letters.words() - own;
    int all = 0;
    for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
      int c = count.getKey();
      all += count.getValue();
      foreign += alphabet.contains(c) ? 0 : count.getValue() * (guests.contains(c) ? 0.25 : 1);
    }
    UnicodeSet special = special(lang, script, listed, alphabet);
    boolean unused = !special.isEmpty() && counts.keySet().stream().noneMatch(special::contains);
    return new Candidate(lang, own, foreign, unused ? Math.min(MOST_FOR_UNUSED_LETTERS, UNUSED_LETTERS * all) : 0);
  }

  /** The letters of a language that another one on the list does without. */
  private static UnicodeSet special(Lang lang, int script, List<Lang> listed, UnicodeSet alphabet) {
    UnicodeSet shared = new UnicodeSet(alphabet);
    for (Lang other : listed) {
      if (!other.equals(lang) && UScript.getCodeFromName(script(other)) == script) {
        shared.retainAll(alphabet(other, LocaleData.ES_STANDARD));
      }
    }
    return new UnicodeSet(alphabet).removeAll(shared);
  }

  private static UnicodeSet alphabet(Lang lang, int type) {
    return LocaleData.getExemplarSet(ULocale.forLanguageTag(lang.tag()), UnicodeSet.CASE_INSENSITIVE, type);
  }

  /** The ISO 15924 code of what the language is usually written in, where its tag does not say. */
  private static String script(Lang lang) {
    return ULocale.addLikelySubtags(ULocale.forLanguageTag(lang.tag())).getScript();
  }
}
