package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.candylake.base.Lang;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class ExcerptTests {
  @Test
  void isTheTextOfTheFirstParagraphs() {
    assertThat(excerpt("""
        # Title

        > quote

        ```
        code
        ```

        | t |
        |---|
        | u |

        One *two* `three`
        [four](/x).[^1]

        ## More

        Five ![alt](/m/0123456789abcdef0123456789abcdef01a400c8) six &amp; <b>.

        [^1]: note
        """)).isEqualTo("One two three four. Five six & <b>.");
  }

  @Test
  void takesTheItemsOfAList() {
    assertThat(excerpt("- one\n- two\n\n> quote")).isEqualTo("one two");
  }

  @Test
  void takesWhatThereIsIfThereAreNoParagraphs() {
    assertThat(excerpt("## Title\n\n> quote\n\n| t |\n|---|\n| u |\n\n    code")).isEqualTo("Title quote t u code");
    assertThat(excerpt("")).isEmpty();
    assertThat(excerpt("---")).isEmpty();
  }

  @Test
  void joinsChineseParagraphsWithoutASpace() {
    assertThat(excerpt("第一段。\n\n第二段。\n\nThird.")).isEqualTo("第一段。第二段。Third.");
  }

  @Test
  void isShorterWhereACharacterSaysMore() {
    assertThat(excerpt("汉".repeat(120))).isEqualTo("汉".repeat(120));
    assertThat(excerpt("汉".repeat(121))).isEqualTo("汉".repeat(120) + "…");
    assertThat(excerpt("가".repeat(121))).isEqualTo("가".repeat(120) + "…");
    assertThat(excerpt("汉a".repeat(80))).isEqualTo("汉a".repeat(80));
    assertThat(excerpt("汉a".repeat(81))).isEqualTo("汉a".repeat(80) + "…");
    assertThat(excerpt("a".repeat(240))).isEqualTo("a".repeat(240));
    assertThat(excerpt("a".repeat(241))).isEqualTo("a".repeat(240) + "…");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {
      "ten letter ¦ 10 ¦ ten letter",
      "The quick brown fox jumps ¦ 21 ¦ The quick brown fox…",
      "The quick brown fox jumps ¦ 20 ¦ The quick brown fox…",
      "The quick brown fox jumps ¦ 19 ¦ The quick brown fox…",
      "It is so. He went away ¦ 12 ¦ It is so.…",
      "Version 1.2.3.4.5.6.7 of it ¦ 14 ¦ Version 1.2.3.…",
      "今天下雨了。明天也会下雨 ¦ 8 ¦ 今天下雨了。…",
      "他说：“下雨了。”明天也会 ¦ 10 ¦ 他说：“下雨了。”…",
      "今天下雨了，明天也会下雨 ¦ 8 ¦ 今天下雨了，明天…",
      "Averyveryverylongword ¦ 10 ¦ Averyveryv…",
      "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 ¦ 2 ¦ 👨‍👩‍👧‍👦👨‍👩‍👧‍👦…",
      "👨‍👩‍👧‍👦👨‍👩‍👧‍👦 ¦ 2 ¦ 👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
      "ab ¦ 1 ¦ a…"})
  void cutsAtAGraphemeAfterASentenceOrAWordIfOneIsNear(String plain, int graphemes, String expected) {
    assertThat(Excerpts.cut(plain, graphemes)).isEqualTo(expected);
  }

  @Test
  void cannotBeCutToNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Excerpts.cut("a", 0));
  }

  private static String excerpt(String markdown) {
    return Markdown.article(markdown, Lang.ZH_HANS).excerpt();
  }

  @Test
  void aParagraphThatBeginsWithDigitsFollowsAFullWidthStopWithoutABlank() {
    assertThat(Markdown.article("止まった。\n\n38キロを走る。", Lang.JA).excerpt()).isEqualTo("止まった。38キロを走る。");
    assertThat(Markdown.article("It stopped.\n\n38 kilometres.", Lang.EN).excerpt())
        .isEqualTo("It stopped. 38 kilometres.");
  }
}
