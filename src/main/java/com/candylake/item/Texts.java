package com.candylake.item;

import java.util.List;

/**
 * An item's texts, as one reader gets them.
 *
 * @param all their heads, by language
 * @param head the one of them that is shown
 */
public record Texts(List<TextHead> all, TextHead head, Text shown) {}
