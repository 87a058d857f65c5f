package com.candylake.cache;

/** What a page shows, as it was read once. */
final class Contents extends Dated {
  private final Content content;

  Contents(Content content, Shown shown, AsOf asOf, long madeAt) {
    super(shown.allTags(), shown.one(), asOf, madeAt);
    this.content = content;
  }

  Content content() {
    return content;
  }

  @Override
  int weight() {
    return content.weight() + 8 * tags().length + 200;
  }
}
