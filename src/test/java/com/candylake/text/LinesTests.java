package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import org.junit.jupiter.api.Test;

/** Lines of letters. */
class LinesTests {
  @Test
  void noLineBeginsWithAStopNorIsWiderThanItMayBe() {
    String text = "湖の東の渡し場では、夜の十一時を過ぎると明かりが一つだけになる。".repeat(6);
    String wrapped = Lines.wrap(text, Lang.JA);
    assertThat(wrapped.replace("\n", "")).isEqualTo(text);
    assertThat(wrapped.lines()).hasSizeGreaterThan(4)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(36))
        .allSatisfy(line -> assertThat(line).doesNotStartWith("。").doesNotStartWith("、"));
  }

  @Test
  void wordsStayWholeAndLinesThatStandStay() {
    String wrapped = Lines.wrap("Hello Ann,\n\n" + "several words in a row ".repeat(8).strip() + "\n\nhttp://x.example/"
        + "a".repeat(90) + "\n", Lang.EN);
    assertThat(wrapped.lines()).first().isEqualTo("Hello Ann,");
    assertThat(wrapped.lines()).contains("http://x.example/" + "a".repeat(90))
        .filteredOn(l -> l.startsWith("several") || l.contains(" in ")).hasSizeGreaterThan(2)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72).doesNotEndWith(" "));
    assertThat(wrapped).contains("Ann,\n\nseveral").endsWith("a\n");
  }
}
