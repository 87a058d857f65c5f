package com.candylake.item;

import static com.candylake.base.Lang.EN;
import static com.candylake.base.Lang.JA;
import static com.candylake.base.Lang.KO;
import static com.candylake.base.Lang.ZH_HANS;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextChoiceTests {
  private static final List<TextHead> TEXTS = List.of(
      new TextHead(EN, "en", TextOrigin.AUTHOR, 1, null),
      new TextHead(JA, "ja", TextOrigin.MACHINE, 1, 1),
      new TextHead(ZH_HANS, "zh", TextOrigin.TRANSLATOR, 1, 1));

  private static Lang chosen(boolean machine, @Nullable Lang asked, Lang... reads) {
    return TextChoice.choose(TEXTS, EN, new Reads(List.of(reads), machine), asked).lang();
  }

  @Test
  void theLanguageAskedForWinsOverEverything() {
    assertThat(chosen(false, JA, ZH_HANS)).isEqualTo(JA);
  }

  @Test
  void aLanguageAskedForThatIsNotThereIsPassedOver() {
    assertThat(chosen(true, KO, ZH_HANS)).isEqualTo(ZH_HANS);
  }

  @Test
  void readingLanguagesAreTriedInTheReadersOrder() {
    assertThat(chosen(true, null, KO, ZH_HANS, EN)).isEqualTo(ZH_HANS);
    assertThat(chosen(true, null, JA, ZH_HANS)).isEqualTo(JA);
  }

  @Test
  void aMachinesTextIsPassedOverByWhoeverDoesNotWantIt() {
    assertThat(chosen(false, null, JA, ZH_HANS)).isEqualTo(ZH_HANS);
  }

  @Test
  void whoeverReadsNoneOfThemGetsTheOriginal() {
    assertThat(chosen(true, null, KO)).isEqualTo(EN);
    assertThat(chosen(false, null, JA)).isEqualTo(EN);
  }
}
