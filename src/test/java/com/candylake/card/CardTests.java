package com.candylake.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import com.candylake.guard.Restriction;
import com.candylake.guard.Stage;
import com.candylake.item.Counts;
import com.candylake.item.TextOrigin;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lists show of an item. */
@Tag("once")
class CardTests {
  private static Card card(String excerpt) {
    var facts = new ItemFacts(Kind.ARTICLE, 1, null, Stage.PUBLISHED, Restriction.NONE, false, null);
    return new Card(1, facts, Lang.JA, Lang.JA, TextOrigin.AUTHOR, "", excerpt, "", "somebody", null, Instant.EPOCH, false,
        new Counts(0, 0, 0, 0, 0), null, null, Mark.NONE);
  }

  @ParameterizedTest
  @CsvSource({"終わった。…, 終わった。", "「そうです」…, 「そうです」", "It ended.…, It ended.", "途中で…, 途中で…", "終わった。, 終わった。", "…, …",
      "'', ''", "。…, 。", "……, ……"})
  void aBeginningThatEndsWithASentenceNeedsNoMark(String excerpt, String summary) {
    assertThat(card(excerpt).summary()).isEqualTo(summary);
    assertThat(card(excerpt).headline()).isEqualTo(summary);
  }
}
