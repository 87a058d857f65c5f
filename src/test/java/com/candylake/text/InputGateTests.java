package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class InputGateTests {
  @Test
  void composesWhatWasTypedInParts() {
    assertThat(InputGate.line("title", "Cafe\u0301 \u304B\u3099 \u1112\u1161\u11AB")).isEqualTo("Café が 한");
    assertThat(InputGate.text("body", "Cafe\u0301")).isEqualTo("Café");
  }

  @Test
  void aLineIsStrippedOfAllWhiteSpaceAround() {
    assertThat(InputGate.line("title", "\uFEFF\u3000 \u00A0\tsweet\u2028lake\u3000\r\n")).isEqualTo("sweet lake");
  }

  @Test
  void inALineBreaksAndTabsBecomeOneSpace() {
    assertThat(InputGate.line("title", "a\r\n\t b\u0085c \u2029 d\te")).isEqualTo("a b c d e");
  }

  @Test
  void inALineSpacesWithoutABreakStay() {
    assertThat(InputGate.line("title", "a  b　c")).isEqualTo("a  b　c");
  }

  @Test
  void inATextEveryLineBreakIsTheSame() {
    assertThat(InputGate.text("body", "a\r\nb\rc\u0085d\u2028e\u2029f\n\ng")).isEqualTo("a\nb\nc\nd\ne\nf\n\ng");
  }

  @Test
  void aTextKeepsItsLayoutInside() {
    assertThat(InputGate.text("body", "\n \n    code\n\n\n\t- a  \n　段落 \n \t\n"))
        .isEqualTo("    code\n\n\n\t- a  \n　段落");
  }

  @Test
  void aTextLosesTheMarkThatEditorsPutBeforeIt() {
    assertThat(InputGate.text("body", "\uFEFF# Title")).isEqualTo("# Title");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 0xB, 0xC, 0x1B, 0x1F, 0x7F, 0x80, 0x84, 0x86, 0x9F, 0x202A, 0x202B, 0x202C, 0x202D,
      0x202E, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF})
  void aCharacterThatNoTextMayHoldIsRefusedByName(int c) {
    String raw = "a" + (c < 0x10000 ? String.valueOf((char) c) : Character.toString(c)) + "b";
    Refusal.Problem expected = Refusal.Problem.of("name", "input.character.refused", "U+%04X".formatted(c));
    assertThat(problemOf(() -> InputGate.line("name", raw))).isEqualTo(expected);
    assertThat(problemOf(() -> InputGate.text("name", raw))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u2066a\u2069", "\u200E\u200F", "\u200B\u200C\u200D", "\uFDCF\uFDF0", "\uFFFD", "𠮷野家",
      "👩🏽‍💻", "a\u00ADb"})
  void whatSomeScriptNeedsPasses(String raw) {
    assertThat(InputGate.line("name", "x" + raw + "x")).isEqualTo("x" + raw + "x");
    assertThat(InputGate.text("name", "x" + raw + "x")).isEqualTo("x" + raw + "x");
  }

  @Test
  void thirtyCombiningMarksInARowPassAndOneMoreIsRefused() {
    String thirty = "a" + "\u0323\u0301".repeat(15);
    assertThat(InputGate.line("name", thirty)).startsWith("ạ");
    assertThat(problemOf(() -> InputGate.line("name", thirty + "\u0301")))
        .isEqualTo(Refusal.Problem.of("name", "input.character.refused", "U+0301"));
  }

  static Refusal.Problem problemOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    Refused refused = catchThrowableOfType(Refused.class, act);
    assertThat(refused).isNotNull();
    assertThat(refused.refusal()).isInstanceOf(Refusal.Invalid.class);
    return ((Refusal.Invalid) refused.refusal()).problems().getFirst();
  }
}
