package com.candylake.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What members see of their own account.
 *
 * @param email null: they have given none
 * @param sendsMail whether the site sends mail
 * @param passkeys by which they sign in
 * @param secondStep null: they have none
 * @param sessions where they are signed in
 */
public record OwnAccountPage(@Nullable Email email, boolean sendsMail, List<Passkey> passkeys,
    @Nullable SecondStep secondStep, List<OpenSession> sessions) {}
