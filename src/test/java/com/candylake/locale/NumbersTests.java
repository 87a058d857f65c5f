package com.candylake.locale;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class NumbersTests {
  @Test
  void smallCountsAreWrittenOut() {
    assertThat(Lang.INTERFACE).allSatisfy(lang -> {
      assertThat(Numbers.count(0, lang)).isEqualTo("0");
      assertThat(Numbers.count(9_999, lang)).isEqualTo("9,999");
    });
  }

  @Test
  void largeCountsAreRoundedInTheUnitsOfTheLanguage() {
    assertThat(Lang.INTERFACE.stream().map(lang -> Numbers.count(12_345, lang)))
        .containsExactly("1.2 万", "1.2 萬", "1.2万", "1.2만", "12K");
    assertThat(Numbers.count(1_234_567, Lang.EN)).isEqualTo("1.2M");
    assertThat(Numbers.count(123_456_789, Lang.ZH_HANS)).isEqualTo("1.2 亿");
  }
}
