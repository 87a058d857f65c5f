package com.candylake.house;

import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everybody whom the guard may have to tell apart, as they stand to one item. Whoever has a role is a member as well. */
enum Caller {
  SIGNED_OUT("signed out"),
  MEMBER("another member"),
  AUTHOR("its author"),
  EDITOR("editor of its channel"),
  OTHER_EDITOR("editor of another"),
  MODERATOR("moderator"),
  HANDLER("handler"),
  REVIEWER("reviewer"),
  ADMINISTRATOR("administrator");

  private static final long CHANNEL = 1;
  private static final long OTHER_CHANNEL = 2;
  private static final long AUTHOR_OF_ROOTS = 1000;
  private final String title;

  Caller(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** The role beyond MEMBER; null: none. */
  @Nullable Role role() {
    return switch (this) {
      case SIGNED_OUT, MEMBER, AUTHOR -> null;
      case EDITOR, OTHER_EDITOR -> Role.EDITOR;
      case MODERATOR -> Role.MODERATOR;
      case HANDLER -> Role.HANDLER;
      case REVIEWER -> Role.REVIEWER;
      case ADMINISTRATOR -> Role.ADMIN;
    };
  }

  /** On paper: nobody of the database. */
  Viewer viewer() {
    if (this == SIGNED_OUT) {
      return Viewer.ANONYMOUS;
    }
    Role role = role();
    return new Viewer((long) ordinal(), role == null ? Set.of(Role.MEMBER) : Set.of(Role.MEMBER, role),
        this == EDITOR ? Set.of(CHANNEL) : this == OTHER_EDITOR ? Set.of(OTHER_CHANNEL) : Set.of());
  }

  /** An item, on paper, that {@link #AUTHOR} has written into the channel of {@link #EDITOR}. */
  static ItemFacts item(Stage stage, Restriction restriction, boolean sealed) {
    return new ItemFacts(Kind.ARTICLE, AUTHOR.ordinal(), CHANNEL, stage, restriction, sealed, null);
  }

  /** A public reply by {@link #AUTHOR}, on paper, under somebody else's item. */
  static ItemFacts replyUnder(Stage stage, Restriction restriction) {
    return new ItemFacts(Kind.REPLY, AUTHOR.ordinal(), CHANNEL, Stage.PUBLISHED, Restriction.NONE, false,
        new ItemFacts(Kind.ARTICLE, AUTHOR_OF_ROOTS, CHANNEL, stage, restriction, false, null));
  }
}
