package com.candylake.account;

import com.candylake.base.Lang;

/**
 * Who wants to become a member.
 *
 * @param email passed over where the site sends no mail
 * @param invitation the token of a link that gives a further role; empty: none
 * @param lang what letters to them are written in
 */
public record NewMember(String name, String password, String email, String invitation, Lang lang) {}
