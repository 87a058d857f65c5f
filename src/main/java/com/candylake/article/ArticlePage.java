package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.cache.Content;
import com.candylake.card.Lists;
import com.candylake.card.Mark;
import com.candylake.card.Marks;
import com.candylake.channel.Channel;
import com.candylake.item.Correction;
import com.candylake.item.Item;
import com.candylake.item.Source;
import com.candylake.item.Text;
import com.candylake.item.TextHead;
import com.candylake.text.Toc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an article shows.
 *
 * @param head the text that is shown; {@code texts} all there are
 * @param corrections of that text, the last first
 * @param continued whether the replies shown are not the first ones
 */
public record ArticlePage(Item item, @Nullable Channel channel, TextHead head, Text text, List<TextHead> texts,
    List<Correction> corrections, List<Toc.Heading> toc, List<Source> sources, Lists.Around around, boolean continued,
    Mark mine) implements Content {
  @Override
  public boolean isForAll() {
    return item.facts().isPublic();
  }

  @Override
  public int weight() {
    return 2 * text.html().length() + around.weight() + 4_000
        + sources.stream().mapToInt(s -> 2 * s.quotation().length()).sum();
  }

  ArticlePage with(Marks marks) {
    return new ArticlePage(item, channel, head, text, texts, corrections, toc, sources, marks.on(around), continued,
        marks.of(item.id()));
  }

  /** The languages it can be read in. */
  public List<Lang> languages() {
    return texts.stream().map(TextHead::lang).toList();
  }

  /** Whether it is long enough for a table of contents. */
  public boolean hasToc() {
    return toc.size() > 1;
  }
}
