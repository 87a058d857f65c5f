package com.candylake.account;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What the form shows that asks a member for their password once more.
 *
 * @param then where to go on
 */
public record ProvePage(String then, List<Refusal.Problem> problems) {}
