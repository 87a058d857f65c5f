package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a text speaks to. */
class MentionTests {
  private static final Map<String, Long> MEMBERS = members("ann", "ann lee", "山田", "山田太郎", "김철수", "bob", "林间路",
      "名字一定要写满三十二个字才肯罢休的那位住在湖东码头边上的钓鱼人");

  private static Map<String, Long> members(String... names) {
    var members = new LinkedHashMap<String, Long>();
    for (String name : names) {
      members.put(Folds.key(name), members.size() + 1L);
    }
    return members;
  }

  private static Set<Long> named(String markdown) {
    return Mentions.resolve(Mentions.of(markdown), MEMBERS);
  }

  @Test
  void theLongestNameThatSomebodyHas() {
    assertThat(named("@Ann Lee, look")).containsExactly(2L);
    assertThat(named("@Ann Lees idea")).containsExactly(1L);
    assertThat(named("@山田太郎さん、どうぞ")).containsExactly(4L);
    assertThat(named("@山田さん、どうぞ")).containsExactly(3L);
    assertThat(named("谢谢@林间路的整理")).containsExactly(7L);
    assertThat(named("@김철수님 감사합니다")).containsExactly(5L);
    assertThat(named("@名字一定要写满三十二个字才肯罢休的那位住在湖东码头边上的钓鱼人来了")).containsExactly(8L);
  }

  @Test
  void howeverItIsWritten() {
    assertThat(named("＠ＢＯＢ (and @bOb again)")).containsExactly(6L);
    assertThat(named("**@bob**, “@ann”, @bob: @ann.")).containsExactly(6L, 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"`@bob`", "```\n@bob\n```", "    @bob", "[@bob](https://example.org)", "bob@bob.example", "x@bob",
      "https://example.org/@bob", "https://example.org/?q=@bob", "@bobby", "@bob2", "@ bob", "@@bob", "@", "@b", "@nobody here",
      "![@bob](https://example.org/a.png)", "<https://example.org/@bob>"})
  void nothingElse(String markdown) {
    assertThat(named(markdown)).isEmpty();
  }

  @Test
  void tenAtTheMost() {
    var names = new StringBuilder();
    var many = new LinkedHashMap<String, Long>();
    for (long i = 0; i < 40; i++) {
      names.append("@m").append(100 + i).append(", ");
      many.put("m" + (100 + i), i);
    }
    assertThat(Mentions.resolve(Mentions.of(names.toString()), many)).hasSize(10).contains(0L, 9L);
  }

  @Test
  void aTextOfSignsAloneIsLookedThroughAtOnce() {
    assertThat(Mentions.of("@".repeat(100_000))).isEmpty();
    assertThat(Mentions.of("@ab ".repeat(25_000))).hasSize(30);
  }
}
