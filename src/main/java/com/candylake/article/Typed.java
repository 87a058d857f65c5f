package com.candylake.article;

/** The fields of the form for an article as they were sent: nobody has looked at them. */
public record Typed(String title, String body, String channel, String language) {
  static final Typed NOTHING = new Typed("", "", "", "");

  boolean isEmpty() {
    return title.isBlank() && body.isBlank();
  }
}
