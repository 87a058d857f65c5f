package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two windows, one text. */
class MergeTests {
  private static final String BASE = "湖边的早晨很安静。有人在钓鱼。\n\n十点以后，人多了起来。孩子们在跑。\n";

  @Test
  void differentSentencesOfOneParagraphArePutTogether() {
    assertThat(Merge.of("一。二。三。四。五。", "壹。二。三。四。五。", "一。二。三。四。伍。")).contains("壹。二。三。四。伍。");
    assertThat(Merge.of("One. Two. Three. Four.", "Uno. Two. Three. Four.", "One. Two. Three. Four. Five."))
        .contains("Uno. Two. Three. Four. Five.");
    assertThat(Merge.of(BASE, BASE.replace("钓鱼", "散步"), BASE.replace("孩子们在跑。", "")))
        .contains("湖边的早晨很安静。有人在散步。\n\n十点以后，人多了起来。\n");
  }

  @Test
  void theSamePlaceIsNotDecided() {
    assertThat(Merge.of(BASE, BASE.replace("钓鱼", "散步"), BASE.replace("钓鱼", "跑步"))).isEmpty();
    assertThat(Merge.of(BASE, BASE + "一。", BASE + "二。")).isEmpty();
    assertThat(Merge.of("一。二。", "一。", "一。贰。")).isEmpty();
  }

  @Test
  void whatOnlyOneHasChangedOrBothAlikeIsTaken() {
    String changed = BASE.replace("安静", "热闹");
    assertThat(Merge.of(BASE, changed, BASE)).contains(changed);
    assertThat(Merge.of(BASE, BASE, changed)).contains(changed);
    assertThat(Merge.of(BASE, changed, changed)).contains(changed);
    String both = changed.replace("孩子们在跑", "孩子们在笑");
    assertThat(Merge.of(BASE, both, changed)).contains(both);
    assertThat(Merge.of("", "一。", "")).contains("一。");
    assertThat(Merge.of("一。", "", "一。")).contains("");
  }

  @Test
  void whatTwoHaveChangedFarFromEachOtherIsAllThere() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      var base = new ArrayList<String>();
      for (int i = 0; i < 40; i++) {
        base.add("第" + random.nextInt(5) + "句。" + (random.nextInt(4) == 0 ? "\n\n" : ""));
      }
      var one = new ArrayList<>(base);
      var other = new ArrayList<>(base);
      var both = new ArrayList<>(base);
      int left = random.nextInt(15);
      int right = 25 + random.nextInt(15);
      one.set(left, "左。");
      both.set(left, "左。");
      other.set(right, "右。");
      both.set(right, "右。");
      assertThat(Merge.of(String.join("", base), String.join("", one), String.join("", other)))
          .as("seed %s, round %s", seed, round).contains(String.join("", both));
    }
  }

  @Test
  void whateverIsTypedIsMergedOrLeftToItsAuthor() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    List<String> pieces = List.of("一。", "二！", "「三。」", "\n", "four. ", "5", "😀？", "");
    for (int round = 0; round < 500; round++) {
      String base = text(random, pieces);
      String one = text(random, pieces);
      assertThat(Merge.of(base, one, one)).as("seed %s", seed).contains(one);
      assertThat(Merge.of(base, one, base)).as("seed %s", seed).contains(one);
      // no word of either is lost without a word
      String other = text(random, pieces) + "尾";
      Merge.of(base, one + "末", other).ifPresent(merged -> assertThat(merged).as("seed %s", seed).contains("末").contains("尾"));
    }
  }

  @Test
  void twoTextsWithoutAnythingInCommonAreLeftToTheirAuthor() {
    var one = new StringBuilder();
    var other = new StringBuilder();
    for (int i = 0; i < 30_000; i++) {
      one.append("甲").append(i).append("。");
      other.append("乙").append(i).append("。");
    }
    assertThat(Merge.of("丙。", one.toString(), other.toString())).isEmpty();
  }

  private static String text(Random random, List<String> pieces) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }
}
