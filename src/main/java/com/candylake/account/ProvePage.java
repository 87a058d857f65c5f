package com.candylake.account;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What is shown to a member who is asked once more who they are.
 *
 * @param then where to go on
 * @param password whether they have one
 */
public record ProvePage(String then, boolean password, List<Refusal.Problem> problems) {}
