package com.candylake.reply;

import com.candylake.base.Lang;
import com.candylake.form.TextForm;
import com.candylake.item.Item;

/**
 * What the page for answering an item shows.
 *
 * @param excerpt the beginning of what is answered, in {@code lang}
 */
public record ReplyPage(Item item, Lang lang, String excerpt, TextForm form) {
  public String authorName() {
    return item.authorName();
  }
}
