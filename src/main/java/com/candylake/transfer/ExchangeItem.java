package com.candylake.transfer;

import com.candylake.base.Lang;
import com.candylake.guard.Kind;
import com.candylake.item.Source;
import com.candylake.item.TextOrigin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as the exchange format has it ({@code docs/EXCHANGE.md}).
 *
 * @param id its id where it comes from
 * @param author null: whoever the import names
 * @param channel null: the one that the import names, for an article; none for a flash
 * @param publishedAt null: the time of the import
 * @param texts the original first
 */
public record ExchangeItem(String id, Kind kind, @Nullable String author, @Nullable String channel,
    @Nullable Instant publishedAt, List<Text> texts, List<Source> sources, List<Reply> replies) {
  /** @param body Markdown */
  public record Text(Lang lang, String title, String body, TextOrigin origin) {}

  public record Reply(String id, @Nullable String author, Lang lang, String body, @Nullable Instant publishedAt,
      List<Reply> replies) {}
}
