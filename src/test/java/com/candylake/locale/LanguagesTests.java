package com.candylake.locale;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class LanguagesTests {
  private static List<Lang> accepted(String header) {
    return Languages.accepted(header, Lang.INTERFACE);
  }

  @Test
  void regionsOfChineseAreMatchedToTheirScript() {
    assertThat(accepted("zh-TW")).containsExactly(Lang.ZH_HANT);
    assertThat(accepted("zh-HK")).containsExactly(Lang.ZH_HANT);
    assertThat(accepted("zh-MO")).containsExactly(Lang.ZH_HANT);
    assertThat(accepted("zh-SG")).containsExactly(Lang.ZH_HANS);
    assertThat(accepted("zh")).containsExactly(Lang.ZH_HANS);
  }

  @Test
  void theOrderIsTheReadersAndEachLanguageStandsOnce() {
    assertThat(accepted("en;q=0.5, ja-JP, ja;q=0.9, ko;q=0.7")).containsExactly(Lang.JA, Lang.KO, Lang.EN);
  }

  @Test
  void whatIsNotOfferedOrRefusedIsPassedOver() {
    assertThat(accepted("fr, th, *;q=0.1")).isEmpty();
    assertThat(accepted("ja;q=0, en")).containsExactly(Lang.EN);
  }

  @Test
  void whoeverAsksForNothingKnownReadsTheSitesFirstLanguage() {
    assertThat(Languages.reads("fr", Lang.INTERFACE, Lang.KO).languages()).containsExactly(Lang.KO);
  }
}
