package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.guard.Stage;
import com.candylake.item.Source;
import com.candylake.item.TextOrigin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article as it is handed in.
 *
 * @param publishedAt null: now
 * @param texts the original first
 */
public record NewArticle(long author, long channel, Stage stage, @Nullable Instant publishedAt, List<Text> texts,
    List<Source> sources) {
  /** @param body Markdown */
  public record Text(Lang lang, String title, String body, TextOrigin origin) {}
}
