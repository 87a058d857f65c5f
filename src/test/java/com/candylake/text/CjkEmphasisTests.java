package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class CjkEmphasisTests {
  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {
      "これは**「重要」**です。次は**「大事」**です ¦ 「重要」|「大事」",
      "这是**重要。**下一句 ¦ 重要。",
      "**该股（688347.SH）**上涨 ¦ 该股（688347.SH）",
      "他说**“足够智能”**才算 ¦ “足够智能”",
      "**“중요”**합니다 ¦ “중요”",
      "그는 **‘대통령’**이라고 ¦ ‘대통령’",
      "使用API**（接口）**调用 ¦ （接口）",
      "调用**（接口）**API ¦ （接口）",
      "请看**《红楼梦》**和**《三国》**。 ¦ 《红楼梦》|《三国》",
      "这是**重点.**其他 ¦ 重点.",
      "他说，**重要**的是**“人”**。 ¦ 重要|“人”",
      "**注意：**请看**说明**。 ¦ 注意：|说明",
      "**`代码`**很好，看**`这里`**吧 ¦ 代码|这里",
      "看**[链接（一）](/a)**吧 ¦ 链接（一）",
      "**ｶﾅ「ﾆ」**です ¦ ｶﾅ「ﾆ」",
      "**𠮷野家（東京）**で ¦ 𠮷野家（東京）",
      "## 标题**「一」**号 ¦ 「一」",
      "- 列表**「一」**号 ¦ 「一」",
      "> 引用**「一」**号 ¦ 「一」",
      "（**注**）和「**注**」 ¦ 注|注",
      "旧**~~（价）~~**新 ¦ （价）",
      "旧~~**“价”**~~新 ¦ “价”",
      "旧**~~价~~**新 ¦ 价",
      "他 **_说_** 了 ¦ 说",
      "葛\uDB40\uDD00**(城)**市 ¦ (城)",
      "羽\uFE00**(羽)**毛 ¦ (羽)",
      "a**㊗**b ¦ ㊗"})
  void isStrongNextToPunctuation(String markdown, String strong) {
    assertThat(body(markdown).select("strong").eachText()).containsExactly(strong.split("\\|"));
    assertThat(body(markdown).text()).doesNotContain("*", "~");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '¦', value = {"这是*（强调）*的 ¦ （强调）", "彼は*「強調」*と言った。 ¦ 「強調」"})
  void isEmphasisedNextToPunctuation(String markdown, String em) {
    assertThat(body(markdown).select("em").eachText()).containsExactly(em);
  }

  @Test
  void isStruckThroughNextToPunctuation() {
    assertThat(body("价格~~（旧）~~更新").select("del").eachText()).containsExactly("（旧）");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\*\\*「x」\\*\\*字", "字\\*\\*「x」\\*\\*字", "字 ** 「x」 ** 字", "名_「x」_前", "snake_case_名前_です"})
  void staysTextWhereItIsNotMeant(String markdown) {
    Element body = body(markdown);
    assertThat(body.select("strong, em")).isEmpty();
    assertThat(body.text()).isEqualTo(markdown.replace("\\", ""));
  }

  @Test
  void asOrdinaryEmphasisBetweenDigitsStaysWhatItIs() {
    assertThat(body("2*3*4").html()).isEqualTo("<p>2<em>3</em>4</p>");
  }

  @Test
  void tildesBetweenNumbersAreNotAStrike() {
    assertThat(body("3~5天，10~20元").html()).isEqualTo("<p>3~5天，10~20元</p>");
  }

  @Test
  void leavesNoMarkInAnyNode() {
    String html = Markdown.article("""
        字`字**「x」**字`字**「y」**字

            字**「x」**字

        ```字**「x」**字
        字**「x」**字
        ```

        [字**「x」**字](/字**「x」**字 "字**「x」**字") <https://x/字**「x」**字> <b title="字**「x」**字">字
        ![字**「x」**字](/m/0123456789abcdef0123456789abcdef01a400c8 "字**「x」**字") [字**「z」**字][字*「r」*字] 字[^字*「f」*字]

        | 字**「x」**字 |
        |---|
        | 字**「x」**字 |

        [字*「r」*字]: /ref "字**「x」**字"
        [^字*「f」*字]: 字**「x」**字
        """, Lang.ZH_HANS).html();
    assertThat(html).doesNotContain("\uFDD0", "%EF%B7%90", "xfdd0");
    Element body = SafeHtml.parse(html).body();
    assertThat(body.select("code").eachText()).containsExactly("字**「x」**字", "字**「x」**字", "字**「x」**字");
    assertThat(body.select("a").eachAttr("title")).containsExactly("字**「x」**字", "字**「x」**字");
    assertThat(body.select("img").attr("title")).isEqualTo("字**「x」**字");
    assertThat(body.select("a[href=/ref] strong").text()).isEqualTo("「z」");
    assertThat(body.select("section.footnotes strong").text()).isEqualTo("「x」");
  }

  @Test
  void aMarkThatSomebodyPutsThereIsTakenOut() {
    assertThat(body("a\uFDD0b &#xFDD0; c").text()).isEqualTo("ab c");
  }

  private static Element body(String markdown) {
    return SafeHtml.parse(Markdown.article(markdown, Lang.ZH_HANS).html()).body();
  }
}
