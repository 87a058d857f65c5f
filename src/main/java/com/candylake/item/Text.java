package com.candylake.item;

import com.candylake.base.Lang;

/** An item's current text in one language. */
public record Text(Lang lang, String title, String excerpt, String html, int readingSeconds) {}
