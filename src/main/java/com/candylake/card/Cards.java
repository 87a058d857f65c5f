package com.candylake.card;

import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.cache.Shown;
import com.candylake.channel.ChannelMap;
import com.candylake.guard.ItemFacts;
import com.candylake.item.TextChoice;
import com.candylake.item.TextHead;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes cards of listed items, a batch at a time, with one query whatever their number. */
@Component
class Cards {
  private final CardStore store;
  private final ChannelMap channels;

  Cards(CardStore store, ChannelMap channels) {
    this.store = store;
    this.channels = channels;
  }

  /** By their ids; those of items that are not listed have no card. */
  Map<Long, Card> of(List<Long> ids, Reads reads) {
    return of(ids, null, null, reads);
  }

  /**
   * The same, and replies besides.
   *
   * @param root what the replies stand under
   */
  Map<Long, Card> of(List<Long> ids, CardStore.@Nullable Under replies, @Nullable ItemFacts root, Reads reads) {
    Map<Long, List<CardStore.Row>> texts = store.rows(ids, replies, root).stream()
        .collect(Collectors.groupingBy(CardStore.Row::id));
    return texts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> card(e.getValue(), reads)));
  }

  private Card card(List<CardStore.Row> texts, Reads reads) {
    CardStore.Row row = texts.size() == 1 ? texts.getFirst() : best(texts, reads);
    Shown.card(row.id(), row.facts().author());
    return new Card(row.id(), row.facts(), row.lang(), row.original(), row.origin(), row.title(), row.excerpt(), row.html(),
        row.authorName(), channels.byId(row.facts().channel()), row.publishedAt(), row.edited(), row.counts(),
        row.parent(), row.thread(), Mark.NONE);
  }

  private static CardStore.Row best(List<CardStore.Row> texts, Reads reads) {
    Lang chosen = TextChoice.choose(
        texts.stream().sorted(Comparator.comparing(CardStore.Row::lang))
            .map(t -> new TextHead(t.lang(), t.title(), t.origin(), 0, null)).toList(),
        texts.getFirst().original(), reads, null).lang();
    return texts.stream().filter(t -> t.lang().equals(chosen)).findFirst().orElseThrow();
  }
}
