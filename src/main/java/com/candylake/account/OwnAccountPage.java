package com.candylake.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What members see of their own account.
 *
 * @param email null: they have given none
 * @param sendsMail whether the site sends mail
 * @param sessions where they are signed in
 */
public record OwnAccountPage(@Nullable Email email, boolean sendsMail, List<OpenSession> sessions) {}
