package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ReadingTimeTests {
  @Test
  void countsCharactersInChineseJapaneseAndKoreanAndWordsElsewhere() {
    assertThat(seconds("汉".repeat(400), Lang.ZH_HANS)).isEqualTo(60);
    assertThat(seconds("二〇".repeat(200), Lang.ZH_HANT)).isEqualTo(60);
    assertThat(seconds("漢か".repeat(250), Lang.JA)).isEqualTo(60);
    assertThat(seconds("가".repeat(500), Lang.KO)).isEqualTo(60);
    assertThat(seconds("don't ".repeat(230), Lang.EN)).isEqualTo(60);
    assertThat(seconds("слово ".repeat(230), Lang.EN)).isEqualTo(60);
  }

  @Test
  void addsUpTheScriptsOfAMixedText() {
    assertThat(seconds("汉".repeat(400) + " word".repeat(230), Lang.ZH_HANS)).isEqualTo(120);
  }

  @Test
  void punctuationTakesNoTime() {
    assertThat(seconds("汉，".repeat(400), Lang.ZH_HANS)).isEqualTo(60);
  }

  @Test
  void aBlockOfCodeCountsHalf() {
    assertThat(seconds("```\n" + "word ".repeat(460) + "\n```", Lang.EN)).isEqualTo(60);
    assertThat(seconds("    " + "word ".repeat(460), Lang.EN)).isEqualTo(60);
  }

  @Test
  void isAtLeastASecond() {
    assertThat(seconds("", Lang.EN)).isEqualTo(1);
    assertThat(Markdown.remark("!", Lang.JA).readingSeconds()).isEqualTo(1);
  }

  private static int seconds(String markdown, Lang lang) {
    return Markdown.article(markdown, lang).readingSeconds();
  }
}
