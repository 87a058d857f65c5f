package com.candylake.account;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What a form for an address shows.
 *
 * @param sendsMail whether the site sends mail
 */
public record EmailPage(String email, boolean sendsMail, List<Refusal.Problem> problems) {}
