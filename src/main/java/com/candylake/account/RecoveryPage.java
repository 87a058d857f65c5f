package com.candylake.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Recovery codes, shown this once. */
public record RecoveryPage(List<String> codes) {
  public String text() {
    return String.join("\n", codes) + "\n";
  }

  /** The same as a file to be saved, made of the page alone: the server does not know the codes any more. */
  public String file() {
    return "data:text/plain;charset=utf-8," + URLEncoder.encode(text(), StandardCharsets.UTF_8);
  }
}
