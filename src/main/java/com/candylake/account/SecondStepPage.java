package com.candylake.account;

import com.candylake.base.Refusal;
import java.util.List;

/**
 * What is shown to whoever sets up a second step.
 *
 * @param secret in base32
 * @param address the same for an app ({@code otpauth:})
 * @param qr the same for its camera
 */
public record SecondStepPage(String secret, String address, Qr qr, List<Refusal.Problem> problems) {
  /** In groups of four, to be typed. */
  public List<String> groups() {
    return List.of(secret.split("(?<=\\G.{4})"));
  }
}
