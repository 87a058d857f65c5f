package com.candylake.item;

import com.candylake.base.Lang;

/**
 * What the question whether to withdraw an item shows.
 *
 * @param kind as messages are named: {@code article}, {@code flash}, {@code reply}
 * @param headline its title, or its beginning where it has none
 */
public record WithdrawPage(long id, String kind, Lang lang, String headline) {}
