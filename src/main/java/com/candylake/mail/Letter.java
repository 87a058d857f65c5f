package com.candylake.mail;

import com.candylake.base.Lang;

/**
 * A letter to one address.
 *
 * @param subject one line
 * @param text plain; addresses in it stand on lines of their own
 * @param lang what it is written in
 */
public record Letter(String to, String subject, String text, Lang lang) {}
