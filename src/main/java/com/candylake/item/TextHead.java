package com.candylake.item;

import com.candylake.base.Lang;
import org.jspecify.annotations.Nullable;

/**
 * A text without its body.
 *
 * @param ofRevision for a translation, the revision of the original that it translates
 */
public record TextHead(Lang lang, String title, TextOrigin origin, int revision, @Nullable Integer ofRevision) {}
