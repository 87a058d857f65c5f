package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class FoldsTests {
  @ParameterizedTest
  @CsvSource({
      "Alice, alice", "ＡＬＩＣＥ, alice", "Straße, STRASSE", "ΣΊΣΥΦΟΣ, σίσυφος", "ｶﾞﾗｽ, ガラス", "'a \u3000\u00A0 b', 'a b'",
      "' x ', x", "a\u200Bb, ab", "e\u0301, É", "㈱, (株)", "한, \u1112\u1161\u11AB", "İ, i\u0307"})
  void namesThatPeopleTakeForTheSameShareAKey(String one, String other) {
    assertThat(Folds.key(one)).isEqualTo(Folds.key(other));
    assertThat(Folds.key(Folds.key(one))).isEqualTo(Folds.key(one));
  }

  @ParameterizedTest
  @CsvSource({"alice, alicia", "か, が", "a b, ab", "é, e", "东, 東"})
  void differentNamesDoNot(String one, String other) {
    assertThat(Folds.key(one)).isNotEqualTo(Folds.key(other));
  }
}
