package com.candylake.account;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What the form for signing up shows.
 *
 * @param sendsMail whether the site sends mail
 * @param then where to go on
 * @param invitation the token of a link that gives a further role; empty: none
 * @param welcome whether that link can be used
 */
public record SignUpPage(String name, String email, boolean sendsMail, String then, String invitation, boolean welcome,
    List<Refusal.Problem> problems) {}
