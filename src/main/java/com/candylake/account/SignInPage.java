package com.candylake.account;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What the form for signing in shows.
 *
 * @param then where to go on
 */
public record SignInPage(String name, String then, List<Refusal.Problem> problems) {}
