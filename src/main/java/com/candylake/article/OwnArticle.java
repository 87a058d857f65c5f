package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.item.Item;
import com.candylake.item.Manuscript;
import com.candylake.item.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of its author's articles, about to be edited in one language. */
public record OwnArticle(Item item, @Nullable Channel channel, Manuscript text, List<Source> sources) {
  public long id() {
    return item.id();
  }

  public Lang lang() {
    return text.lang();
  }
}
