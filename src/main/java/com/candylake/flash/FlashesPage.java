package com.candylake.flash;

import com.candylake.base.Page;
import com.candylake.card.Card;
import com.candylake.card.Sort;
import com.candylake.form.TextForm;

/**
 * What the list of flashes shows.
 *
 * @param continued whether the flashes shown are not the first of the list
 * @param form where a member writes one
 */
public record FlashesPage(Page<Card> flashes, boolean continued, Sort sort, TextForm form) {
  /** Whether what is posted meanwhile belongs at the top. */
  public boolean isNewest() {
    return !continued && !sort.isHot();
  }
}
