package com.candylake.mail;

import com.candylake.base.Lang;

/**
 * A letter to one address.
 *
 * @param subject one line
 * @param text plain; addresses in it stand on lines of their own
 * @param lang what it is written in
 * @param unsubscribe the address at which letters like it are ended, by a POST (RFC 8058); empty: it is no such letter
 */
public record Letter(String to, String subject, String text, Lang lang, String unsubscribe) {
  /** One that is sent because somebody has done something. */
  public Letter(String to, String subject, String text, Lang lang) {
    this(to, subject, text, lang, "");
  }
}
