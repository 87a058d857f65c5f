package com.candylake.account;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * A member's keys, and the form for another.
 *
 * @param name what the next one is to be called
 */
public record PasskeyPage(List<Passkey> keys, String name, List<Refusal.Problem> problems) {}
