package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksTests {
  @Test
  void eachParagraphHeadingListAndQuotationIsOne() {
    assertThat(Blocks.of("""
        Lead over
        two lines.
        ## Heading
        - one
        - two

        - three


        > quoted
        > on

        ```
        code

        more
        ```

        | a | b |
        |---|---|
        | 1 | 2 |

        Last.[^1]

        [^1]: A note.""", 200)).containsExactly("Lead over\ntwo lines.", "## Heading", "- one\n- two\n\n- three",
            "> quoted\n> on", "```\ncode\n\nmore\n```", "| a | b |\n|---|---|\n| 1 | 2 |", "Last.[^1]", "[^1]: A note.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"One.\n\n\n\nTwo.", "# A\nb\n***\nc", "    code\n\n    more\n\ntext",
      "[a]: /b\n[a]\n\n1. x\n2. y\n\ntext",
      "> a\n\n> b\n\n~~~\n\n\n~~~\nafter", "湖边。\n图书馆。\n\n- 一\n  - 二\n\n  三\n\n四", "```\nnever closed\n\nmore"})
  void joinedTheyAreTheSameText(String markdown) {
    List<String> blocks = Blocks.of(markdown, 200);
    String joined = Blocks.join(blocks);
    assertThat(Markdown.article(joined, Lang.EN).html()).isEqualTo(Markdown.article(markdown, Lang.EN).html());
    assertThat(Blocks.of(joined, 200)).isEqualTo(blocks);
  }

  @Test
  void neighboursShareOneWhereThereAreTooMany() {
    List<String> blocks = Blocks.of("a\n\n".repeat(1_001).strip(), 200);
    assertThat(blocks).hasSize(167);
    assertThat(blocks.getFirst()).isEqualTo("a\n\na\n\na\n\na\n\na\n\na");
    assertThat(Blocks.join(blocks)).isEqualTo("a\n\n".repeat(1_001).strip());
  }
}
