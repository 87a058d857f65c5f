package com.candylake.front;

import com.candylake.account.Member;
import com.candylake.base.Page;
import com.candylake.card.Card;
import com.candylake.card.Sort;
import com.candylake.channel.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream of articles with the newest flashes beside it: of the whole site, of a channel or of an author.
 *
 * @param continued whether the articles shown are not the first of the list
 * @param followed whether who looks follows the channel or the author
 */
public record ListPage(Page<Card> articles, List<Card> flashes, boolean continued, Sort sort, @Nullable Channel channel,
    @Nullable Member author, boolean followed) {
  /** Whether this is the page that search engines are to know: what changes its order all the time is not. */
  public boolean isFirst() {
    return !continued && !sort.isHot();
  }
}
