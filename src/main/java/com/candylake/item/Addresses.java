package com.candylake.item;

import com.candylake.base.Key;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where things stand on this site: short paths that never change. */
public final class Addresses {
  private Addresses() {}

  /** The page of an article or a flash. */
  public static String item(Kind kind, long id) {
    return switch (kind) {
      case ARTICLE -> "/a/" + id;
      case FLASH -> "/f/" + id;
      case REPLY -> throw new IllegalArgumentException("a reply stands on its root's page");
    };
  }

  /** Where any item stands, for whoever knows only its id: leads on to the place itself. */
  public static String any(long id) {
    return "/i/" + id;
  }

  /** Where an item stands. A reply is a place on its root's page, with the replies shown from it on. */
  public static String of(Item item) {
    ItemFacts root = item.facts().root();
    if (root == null || item.root() == null) {
      return item(item.kind(), item.id());
    }
    return reply(item.id(), item.thread(), root.kind(), item.root());
  }

  /** @param thread null: the reply begins one */
  public static String reply(long id, @Nullable Long thread, Kind rootKind, long root) {
    return item(rootKind, root) + "?replies=" + new Key(thread == null ? id : thread, id - 1) + "#r" + id;
  }

  /** Where its author changes it. */
  public static String edit(Kind kind, long id) {
    return switch (kind) {
      case ARTICLE -> "/a/" + id + "/edit";
      case FLASH -> "/f/" + id + "/edit";
      case REPLY -> "/r/" + id + "/edit";
    };
  }

  public static String channel(String slug) {
    return "/c/" + slug;
  }

  /** Percent-encoded (RFC 3986): names have any script. */
  public static String member(String name) {
    return "/u/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
