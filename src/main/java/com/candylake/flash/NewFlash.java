package com.candylake.flash;

import com.candylake.base.Lang;
import com.candylake.guard.Stage;
import com.candylake.item.TextOrigin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flash as it is handed in.
 *
 * @param publishedAt null: now
 * @param texts the original first
 */
public record NewFlash(long author, @Nullable Long channel, Stage stage, @Nullable Instant publishedAt,
    List<Text> texts) {
  public record Text(Lang lang, String body, TextOrigin origin) {}
}
