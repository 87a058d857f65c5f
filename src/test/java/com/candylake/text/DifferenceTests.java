package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.text.Difference.Kind;
import com.candylake.text.Difference.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DifferenceTests {
  private static Difference of(String before, String after, Lang lang) {
    Difference difference = Difference.of(before, after, lang, new Effort());
    assertThat(text(difference, Kind.ADDED)).as("without what was added it is the text before").isEqualTo(before);
    assertThat(text(difference, Kind.REMOVED)).as("without what was removed it is the text after").isEqualTo(after);
    assertThat(difference.pieces()).noneMatch(p -> p.text().isEmpty());
    String shown = difference.parts().stream().flatMap(p -> p.pieces().stream()).map(Piece::text)
        .collect(Collectors.joining());
    assertThat(shown).as("folding loses nothing")
        .isEqualTo(difference.pieces().stream().map(Piece::text).collect(Collectors.joining()));
    return difference;
  }

  private static String text(Difference difference, Kind without) {
    return difference.pieces().stream().filter(p -> p.kind() != without).map(Piece::text).collect(Collectors.joining());
  }

  /** {@code same[-removed-][+added+]same} */
  private static String marked(Difference difference) {
    return difference.pieces().stream().map(p -> switch (p.kind()) {
      case SAME -> p.text();
      case REMOVED -> "[-" + p.text() + "-]";
      case ADDED -> "[+" + p.text() + "+]";
    }).collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
      "en, The ferry leaves at seven., The ferry leaves at eight., The ferry leaves at [-seven-][+eight+].",
      "en, the old man, a young woman, [-the old man-][+a young woman+]",
      "ja, 渡し船は朝七時に出ます。, 渡し船は朝八時に出ます。, 渡し船は朝[-七-][+八+]時に出ます。",
      "ja, 東京の図書館は月曜日に休みます。, 東京の図書館は火曜日に休みます。, 東京の図書館は[-月曜日-][+火曜日+]に休みます。",
      "zh-Hans, 图书馆每周一闭馆。, 图书馆每周二闭馆。, 图书馆每周[-一-][+二+]闭馆。",
      "zh-Hans, 渡船早上七点开。, 渡船早上八点半开。, 渡船早上[-七-][+八+]点[+半+]开。",
      "ko, 도서관은 월요일에 쉬어요., 도서관은 화요일에 쉬어요., 도서관은 [-월요일에-][+화요일에+] 쉬어요.",
  })
  void aWordIsMarkedAndNotTheSentence(String lang, String before, String after, String expected) {
    assertThat(marked(of(before, after, new Lang(lang)))).isEqualTo(expected);
  }

  @Test
  void oneCharacterOfAnUnknownRunIsMarkedByItself() {
    Difference difference = of("驫麤龘靐齉爩鱻灪", "驫麤龘靐齾爩鱻灪", Lang.ZH_HANS);
    assertThat(marked(difference)).isEqualTo("驫麤龘靐[-齉-][+齾+]爩鱻灪");
  }

  @Test
  void noMarkIsTornFromItsLetterAndNoCharacterFromItsOtherHalf() {
    for (String before : List.of("𠮷野家の𩸽定食", "葛\uDB40\uDD00飾区の人", "👨‍👩‍👧‍👦が湖へ", "e\u0301te\u0301")) {
      for (String after : List.of("𠮶野家の𩸕定食", "葛\uDB40\uDD01飾区の人", "👨‍👩‍👧が湖へ", "e\u0300te\u0301")) {
        for (Piece piece : of(before, after, Lang.JA).pieces()) {
          int first = piece.text().codePointAt(0);
          assertThat(Character.getType(first)).as(before + " " + after + " " + piece)
              .isNotIn((int) Character.NON_SPACING_MARK, (int) Character.SURROGATE);
          assertThat(Character.isHighSurrogate(piece.text().charAt(piece.text().length() - 1))).isFalse();
        }
      }
    }
  }

  @Test
  void aParagraphThatWasPutInIsMarkedByItself() {
    Difference difference = of("One.\n\nThree.", "One.\n\nTwo.\n\nThree.", Lang.EN);
    assertThat(difference.removed()).isZero();
    assertThat(difference.added()).isEqualTo("Two.\n\n".length());
  }

  @Test
  void whatIsFarFromAChangeIsFolded() {
    String many = IntStream.range(0, 20).mapToObj(i -> "Paragraph " + i + ".\n\n").collect(Collectors.joining());
    List<Difference.Part> parts = of(many + "Seven.\n\n" + many, many + "Eight.\n\n" + many, Lang.EN).parts();
    assertThat(parts).extracting(Difference.Part::folded).containsExactly(19, 0, 19);
    assertThat(parts.get(1).pieces()).extracting(Piece::text)
        .containsExactly("Paragraph 19.\n\n", "Seven", "Eight", ".\n\nParagraph 0.\n");
  }

  /** From few letters, so that much repeats; from all kinds of writing. */
  @Test
  void whateverIsComparedItAddsUp() {
    long seed = System.nanoTime();
    System.out.println("DifferenceTests: seed " + seed);
    var random = new Random(seed);
    List<String> atoms = List.of("a", "b", " ", " ", "\n", "\n\n", "word", "，", "。", "湖", "湖边", "図書館", "の", "カタカナ", "한국어",
        "\uD83D\uDE00", "e\u0301", "\u200D", "𠮷", "1", "## ", "**", "\t", "ー", "\u3099");
    for (int i = 0; i < 3_000; i++) {
      var before = new ArrayList<String>();
      for (int n = random.nextInt(60); n > 0; n--) {
        before.add(atoms.get(random.nextInt(atoms.size())));
      }
      var after = new ArrayList<>(before);
      for (int n = random.nextInt(8); n > 0; n--) {
        if (!after.isEmpty() && random.nextBoolean()) {
          after.remove(random.nextInt(after.size()));
        } else {
          after.add(random.nextInt(after.size() + 1), atoms.get(random.nextInt(atoms.size())));
        }
      }
      Lang lang = Lang.INTERFACE.get(random.nextInt(5));
      of(String.join("", before), String.join("", after), lang);
    }
  }

  private static String random(int length, String letters, long seed) {
    var random = new Random(seed);
    return random.ints(length, 0, letters.length()).mapToObj(i -> letters.substring(i, i + 1)).collect(Collectors.joining());
  }

  /** Two texts of the greatest length that were chosen to take long. */
  static Stream<String[]> hostile() {
    int most = 100_000;
    return Stream.of(
        new String[] {random(most, "ab ", 1), random(most, "ab ", 2)},
        new String[] {random(most, "a\n", 1), random(most, "a\n", 2)},
        new String[] {random(most, "abcdefgh\n", 1), random(most, "abcdefgh\n", 2)},
        new String[] {"a ".repeat(most / 2), "a".repeat(most)},
        new String[] {"a\n".repeat(most / 2), "\na".repeat(most / 2)},
        new String[] {"a", "a ".repeat(most / 2)},
        new String[] {"x " + "a b ".repeat(most / 4), "b a ".repeat(most / 4) + "y"},
        new String[] {random(most, "湖边的早晨有人钓鱼", 1), random(most, "湖边的早晨有人钓鱼", 2)},
        new String[] {"湖".repeat(most), "边".repeat(most)},
        new String[] {random(most, "湖\n", 1), random(most, "湖\n", 2)},
        new String[] {random(most, "ひらがなカタカナ漢字", 1), random(most, "ひらがなカタカナ漢字", 2)},
        new String[] {random(most, "가나다라 ", 1), random(most, "가나다라 ", 2)},
        new String[] {random(most, "กขค", 1), random(most, "กขค", 2)},
        new String[] {"e\u0301".repeat(most / 2), "e\u0300".repeat(most / 2)},
        new String[] {"\u3099".repeat(most), "ー".repeat(most)});
  }

  /** It ends, and adds up; the bound is counted, so no time is asserted: the longest is printed. */
  @ParameterizedTest
  @MethodSource("hostile")
  void whatWasMadeToTakeLongIsComparedByParagraphs(String before, String after) {
    long took = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long begun = System.nanoTime();
      Difference difference = Difference.of(before, after, Lang.JA, new Effort());
      took = Math.min(took, System.nanoTime() - begun);
      assertThat(difference.isEmpty()).isFalse();
    }
    System.out.printf("DifferenceTests: %.12s… and %.12s…: %d ms%n", before.replace('\n', '|'), after.replace('\n', '|'),
        took / 1_000_000);
    of(before, after, Lang.JA);
  }

  @Test
  void manyComparisonsShareWhatMayBeSpent() {
    var effort = new Effort();
    String before = random(50_000, "abcdefgh \n", 1);
    String after = random(50_000, "abcdefgh \n", 2);
    for (int i = 0; i < 20; i++) {
      assertThat(Difference.of(before, after, Lang.EN, effort).isEmpty()).isFalse();
    }
    assertThat(Difference.of("one two", "one three", Lang.EN, effort).coarse()).isTrue();
    assertThat(Difference.of("one two", "one three", Lang.EN, new Effort()).coarse()).isFalse();
  }
}
