package com.candylake.account;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What the second step of signing in shows.
 *
 * @param waiting whether this browser has taken the first step and may take the second
 * @param then where to go on
 */
public record CodePage(boolean waiting, String then, List<Refusal.Problem> problems) {}
