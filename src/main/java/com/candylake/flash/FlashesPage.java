package com.candylake.flash;

import com.candylake.base.Page;
import com.candylake.card.Card;
import com.candylake.form.TextForm;

/**
 * What the list of flashes shows.
 *
 * @param continued whether the flashes shown are not the newest
 * @param form where a member writes one
 */
public record FlashesPage(Page<Card> flashes, boolean continued, TextForm form) {}
