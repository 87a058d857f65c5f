package com.candylake.item;

import com.candylake.base.Lang;
import com.candylake.text.Markdown;
import org.jspecify.annotations.Nullable;

/**
 * A text to be kept. It is rendered before the transaction begins: nothing slow happens inside one.
 *
 * @param title empty for flashes and replies
 */
public record NewText(Lang lang, String title, String markdown, Markdown.Rendered rendered, TextOrigin origin,
    @Nullable Integer ofRevision) {}
