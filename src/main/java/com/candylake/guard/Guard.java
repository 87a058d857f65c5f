package com.candylake.guard;

import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import java.util.List;

/** Every yes or no about what a viewer may do: a role grants it, and the table of states allows it. */
public final class Guard {
  private Guard() {}

  /** Whether the viewer may do what concerns no single item. */
  public static boolean may(Viewer viewer, Act act) {
    return switch (act) {
      case BROWSE -> true;
      case SIGN_UP -> viewer.member() == null;
      case KEEP_LISTS, KEEP_ACCOUNT -> viewer.member() != null;
      case WRITE, FOLLOW -> viewer.has(Role.MEMBER);
      case WRITE_AS_ANOTHER, ADMINISTER, COUNT_VIEWS -> viewer.has(Role.ADMIN);
      case READ, EDIT, RECALL, TRANSLATE, REPLY, VOTE, FAVOURITE, FOLLOW_ITEM, REVIEW, MEASURE ->
          throw new IllegalArgumentException(act + " concerns an item");
    };
  }

  public static boolean may(Viewer viewer, Act act, ItemFacts item) {
    Sight sight = sight(viewer, item);
    return switch (act) {
      case READ -> sight.isReading();
      // nobody puts words into a member's mouth; imports bring what the author wrote elsewhere
      case EDIT -> sight == Sight.EDITS || viewer.isConsole() && sight.isReading();
      case RECALL -> sight.isReading() && viewer.isMember(item.author());
      case TRANSLATE -> sight == Sight.EDITS
          || sight == Sight.READS && viewer.edits(item.channel()) && !item.restriction().endsVisibility();
      case REPLY, VOTE -> viewer.has(Role.MEMBER) && isOpen(item, Restriction.LOCKED);
      case FAVOURITE -> viewer.has(Role.MEMBER) && isOpen(item, Restriction.HELD);
      case FOLLOW_ITEM -> item.kind() != Kind.REPLY && may(viewer, Act.FAVOURITE, item);
      case REVIEW -> item.stage() == Stage.IN_REVIEW && sight.isReading() && viewer.edits(item.channel());
      case MEASURE -> sight.isReading() && decides(viewer);
      case BROWSE, SIGN_UP, KEEP_LISTS, KEEP_ACCOUNT, WRITE, FOLLOW, WRITE_AS_ANOTHER, ADMINISTER, COUNT_VIEWS ->
          may(viewer, act);
    };
  }

  /**
   * Whether the viewer may see a file: whoever reads an item that shows it does, and its owner.
   *
   * @param shown the items whose current texts show it
   */
  public static boolean maySee(Viewer viewer, long owner, List<ItemFacts> shown) {
    return viewer.isMember(owner) || shown.stream().anyMatch(item -> may(viewer, Act.READ, item));
  }

  /** Whether the viewer may take the item from its stage to another. */
  public static boolean mayMove(Viewer viewer, ItemFacts item, Stage to) {
    boolean author = viewer.isMember(item.author()) && !item.restriction().endsVisibility()
        && sight(viewer, item).isReading();
    return switch (item.stage()) {
      case DRAFT -> author && (to == Stage.SCHEDULED || to == Stage.IN_REVIEW || to == Stage.PUBLISHED);
      case SCHEDULED -> author && (to == Stage.PUBLISHED || to == Stage.DRAFT);
      case IN_REVIEW -> to == Stage.DRAFT && author
          || (to == Stage.DRAFT || to == Stage.PUBLISHED) && may(viewer, Act.REVIEW, item);
      case PUBLISHED -> to == Stage.WITHDRAWN && author;
      case WITHDRAWN -> to == Stage.PUBLISHED && author;
    };
  }

  /** Throws what a person is told when the answer is no: to sign in first, or that it is not allowed. */
  public static void require(Viewer viewer, Act act) {
    if (!may(viewer, act)) {
      throw refusal(viewer);
    }
  }

  public static void require(Viewer viewer, Act act, ItemFacts item) {
    if (!may(viewer, act, item)) {
      throw refusal(viewer);
    }
  }

  /**
   * The table of states: what this viewer sees of this item. REMOVED and BLOCKED win over every stage; then the stages
   * that are not public win over HELD and HIDDEN. A reply is seen only by whoever sees its root.
   */
  public static Sight sight(Viewer viewer, ItemFacts item) {
    if (item.root() != null) {
      Sight root = sight(viewer, item.root());
      if (!root.isReading()) {
        return root;
      }
    }
    boolean author = viewer.isMember(item.author());
    boolean editor = viewer.edits(item.channel());
    boolean decider = decides(viewer);
    if (item.restriction() == Restriction.REMOVED || item.restriction() == Restriction.BLOCKED) {
      if (author) {
        return Sight.SNAPSHOT;
      }
      if (decider) {
        return Sight.SEALED;
      }
      return item.restriction() == Restriction.BLOCKED ? Sight.BLOCKED : Sight.REMOVED;
    }
    return switch (item.stage()) {
      case DRAFT -> author ? Sight.EDITS : Sight.NOT_FOUND;
      case SCHEDULED -> author ? Sight.EDITS : editor ? Sight.READS : Sight.NOT_FOUND;
      case IN_REVIEW -> author || editor || decider ? Sight.READS : Sight.NOT_FOUND;
      case WITHDRAWN -> author ? Sight.RESTORES : decider && item.sealed() ? Sight.SEALED : Sight.WITHDRAWN;
      case PUBLISHED -> {
        if (item.restriction().endsVisibility()) {
          yield author || editor || decider ? Sight.READS : Sight.NOT_FOUND;
        }
        yield author ? Sight.EDITS : Sight.READS;
      }
    };
  }

  private static boolean decides(Viewer viewer) {
    return viewer.has(Role.MODERATOR) || viewer.has(Role.HANDLER);
  }

  /** Whether it is public, and less than so restricted, and so is what it stands under. */
  private static boolean isOpen(ItemFacts item, Restriction below) {
    return item.stage() == Stage.PUBLISHED && item.restriction().compareTo(below) < 0
        && (item.root() == null || isOpen(item.root(), below));
  }

  /** What a person is told when the answer is no: to sign in first, or that it is not allowed. */
  public static Refused refusal(Viewer viewer) {
    return new Refused(viewer.member() == null && viewer.roles().isEmpty()
        ? new Refusal.SignIn() : new Refusal.NotAllowed());
  }
}
