package com.candylake.account;

import com.candylake.base.Refusal;
import java.util.List;

/** What the form for another password shows. */
public record PasswordPage(List<Refusal.Problem> problems) {}
