package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class LineJoinTests {
  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {
      "中文/换行 ¦ 中文换行", "かな/漢字 ¦ かな漢字", "カー/ド ¦ カード", "完。/下 ¦ 完。下", "开/“引” ¦ 开“引”", "引”/后 ¦ 引”后",
      "中文/abc ¦ 中文 abc", "abc/中文 ¦ abc 中文", "abc/def ¦ abc def", "한국/어 ¦ 한국 어", "𠮷/野 ¦ 𠮷野", "a”/“b ¦ a” “b"})
  void aWrappedLineGoesOnWithoutASpaceBetweenHanAndKana(String typed, String shown) {
    String markdown = typed.replace("/", "\n");
    assertThat(text(markdown, Lang.ZH_HANS)).isEqualTo(shown);
    assertThat(Markdown.remark(markdown, Lang.ZH_HANS).excerpt()).isEqualTo(shown);
  }

  @Test
  void soItDoesAcrossEmphasisLinksAndCode() {
    assertThat(text("**中文**\n[换行](/a)\n`字`\n字", Lang.ZH_HANS)).isEqualTo("中文换行字字");
  }

  @Test
  void sharedQuotationMarksJoinOnlyInALanguageWithoutSpaces() {
    assertThat(text("中\n“引”", Lang.ZH_HANT)).isEqualTo("中“引”");
    assertThat(text("中\n“引”", Lang.EN)).isEqualTo("中 “引”");
  }

  @Test
  void aHardBreakStays() {
    assertThat(Markdown.article("中文  \n换行\\\n字", Lang.ZH_HANS).html()).isEqualTo("<p>中文<br />\n换行<br />\n字</p>\n");
  }

  private static String text(String markdown, Lang lang) {
    return SafeHtml.parse(Markdown.article(markdown, lang).html()).text();
  }
}
