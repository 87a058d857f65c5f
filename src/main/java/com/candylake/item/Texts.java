package com.candylake.item;

import java.util.List;

/**
 * An item's texts, as one reader gets them.
 *
 * @param all their heads, by language
 * @param head the one of them that is shown
 * @param corrected whether that has corrections
 */
public record Texts(List<TextHead> all, TextHead head, Text shown, boolean corrected) {}
