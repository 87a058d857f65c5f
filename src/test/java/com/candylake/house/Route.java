package com.candylake.house;

import com.candylake.base.Refusal;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import com.candylake.guard.Restriction;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to ask the platform something over HTTP, and what it asks the guard.
 *
 * @param method {@code *} for all of them
 * @param path with its variables, without their patterns
 * @param done the status when it is allowed
 * @param signedIn what whoever is signed in gets in any case; null: no difference
 */
record Route(String method, String path, Asks asks, int done, @Nullable Integer signedIn) {
  static final String SIGN_IN = "sign in";

  /** What the guard is asked. */
  sealed interface Asks {
    /** Nothing: the answer is the same for everybody. */
    record Nothing() implements Asks {}

    record Whether(Act act) implements Asks {}

    record WhetherMove(Stage from, Stage to) implements Asks {}
  }

  /** All of them; a test compares with those that the running application has. */
  static final List<Route> ALL = List.of(
      get("/", Act.BROWSE),
      get("/flashes", Act.BROWSE),
      get("/c", Act.BROWSE),
      get("/c/{slug}", Act.BROWSE),
      get("/u/{name}", Act.BROWSE),
      get("/live", Act.BROWSE),
      get("/languages", Act.BROWSE),
      post("/languages", Act.BROWSE),
      new Route("GET", "/sign-up", new Asks.Whether(Act.SIGN_UP), 200, 303),
      new Route("POST", "/sign-up", new Asks.Whether(Act.SIGN_UP), 303, 303),
      new Route("GET", "/sign-in", new Asks.Whether(Act.BROWSE), 200, 303),
      post("/sign-in", Act.BROWSE),
      get("/sign-in/help", Act.BROWSE),
      post("/sign-in/help", Act.BROWSE),
      get("/sign-in/link", Act.BROWSE),
      // without a link that works
      new Route("POST", "/sign-in/link", new Asks.Whether(Act.BROWSE), 422, null),
      get("/sign-in/code", Act.BROWSE),
      // without a ticket
      new Route("POST", "/sign-in/code", new Asks.Whether(Act.BROWSE), 422, null),
      get("/confirm", Act.BROWSE),
      new Route("POST", "/confirm", new Asks.Whether(Act.BROWSE), 422, null),
      post("/sign-out", Act.BROWSE),
      get("/account", Act.KEEP_ACCOUNT),
      post("/account/sessions/end", Act.KEEP_ACCOUNT),
      get("/account/password", Act.KEEP_ACCOUNT),
      post("/account/password", Act.KEEP_ACCOUNT),
      get("/account/totp", Act.KEEP_ACCOUNT),
      // with a code that is none
      new Route("POST", "/account/totp", new Asks.Whether(Act.KEEP_ACCOUNT), 422, null),
      // without a second step
      new Route("POST", "/account/totp/codes", new Asks.Whether(Act.KEEP_ACCOUNT), 409, null),
      post("/account/totp/off", Act.KEEP_ACCOUNT),
      json("/sign-in/passkey/options", Act.BROWSE),
      // without a key
      new Route("POST", "/sign-in/passkey", new Asks.Whether(Act.BROWSE), 422, null),
      new Route("POST", "/sign-up/passkey/options", new Asks.Whether(Act.SIGN_UP), 200, 409),
      new Route("POST", "/sign-up/passkey", new Asks.Whether(Act.SIGN_UP), 422, 303),
      json("/account/prove/passkey/options", Act.KEEP_ACCOUNT),
      new Route("POST", "/account/prove/passkey", new Asks.Whether(Act.KEEP_ACCOUNT), 422, null),
      get("/account/passkeys", Act.KEEP_ACCOUNT),
      json("/account/passkeys/options", Act.KEEP_ACCOUNT),
      new Route("POST", "/account/passkeys", new Asks.Whether(Act.KEEP_ACCOUNT), 422, null),
      post("/account/passkeys/remove", Act.KEEP_ACCOUNT),
      get("/account/email", Act.KEEP_ACCOUNT),
      post("/account/email", Act.KEEP_ACCOUNT),
      get("/account/prove", Act.KEEP_ACCOUNT),
      post("/account/prove", Act.KEEP_ACCOUNT),
      get("/account/notifications", Act.KEEP_ACCOUNT),
      post("/account/notifications", Act.KEEP_ACCOUNT),
      get("/unsubscribe", Act.BROWSE),
      new Route("POST", "/unsubscribe", new Asks.Whether(Act.BROWSE), 422, null),
      get("/inbox", Act.KEEP_LISTS),
      get("/inbox/unread", Act.KEEP_LISTS),
      // of nothing that one has been told
      new Route("POST", "/inbox/open", new Asks.Whether(Act.KEEP_LISTS), 404, null),
      post("/inbox/read", Act.KEEP_LISTS),
      get("/following", Act.KEEP_LISTS),
      get("/mine", Act.KEEP_LISTS),
      get("/favourites", Act.KEEP_LISTS),
      get("/a/{id}", Act.READ),
      get("/f/{id}", Act.READ),
      new Route("GET", "/i/{id}", new Asks.Whether(Act.READ), 301, null),
      get("/i/{id}/acts", Act.READ),
      post("/i/{id}/vote", Act.VOTE),
      post("/i/{id}/favourite", Act.FAVOURITE),
      post("/i/{id}/follow", Act.FOLLOW_ITEM),
      post("/u/{name}/follow", Act.FOLLOW),
      post("/c/{slug}/follow", Act.FOLLOW),
      get("/i/{id}/reply", Act.REPLY),
      post("/i/{id}/reply", Act.REPLY),
      new Route("GET", "/m/{media}", new Asks.Whether(Act.READ), 200, null),
      new Route("GET", "/m/{media}/{width}", new Asks.Whether(Act.READ), 200, null),
      // without a file
      new Route("POST", "/media", new Asks.Whether(Act.WRITE), 422, null),
      get("/write", Act.WRITE),
      post("/write", Act.WRITE),
      new Route("POST", "/paste", new Asks.Whether(Act.WRITE), 200, null),
      get("/drafts", Act.WRITE),
      post("/drafts", Act.WRITE),
      get("/drafts/{draft}", Act.WRITE),
      post("/drafts/{draft}/discard", Act.WRITE),
      post("/drafts/{draft}/restore", Act.WRITE),
      post("/flashes", Act.WRITE),
      get("/a/{id}/edit", Act.EDIT),
      post("/a/{id}/edit", Act.EDIT),
      get("/a/{id}/history", Act.READ),
      get("/a/{id}/history/{n}", Act.READ),
      get("/a/{id}/translate", Act.TRANSLATE),
      post("/a/{id}/translate", Act.TRANSLATE),
      get("/f/{id}/edit", Act.EDIT),
      post("/f/{id}/edit", Act.EDIT),
      get("/r/{id}/edit", Act.EDIT),
      post("/r/{id}/edit", Act.EDIT),
      new Route("GET", "/i/{id}/withdraw", new Asks.WhetherMove(Stage.PUBLISHED, Stage.WITHDRAWN), 200, null),
      new Route("POST", "/i/{id}/withdraw", new Asks.WhetherMove(Stage.PUBLISHED, Stage.WITHDRAWN), 303, null),
      new Route("POST", "/i/{id}/restore", new Asks.WhetherMove(Stage.WITHDRAWN, Stage.PUBLISHED), 303, null),
      get("/admin", Act.ADMINISTER),
      get("/admin/settings", Act.ADMINISTER),
      post("/admin/settings", Act.ADMINISTER),
      get("/admin/channels", Act.ADMINISTER),
      get("/admin/channels/new", Act.ADMINISTER),
      post("/admin/channels/new", Act.ADMINISTER),
      get("/admin/channels/{slug}", Act.ADMINISTER),
      post("/admin/channels/{slug}", Act.ADMINISTER),
      post("/admin/channels/{slug}/move", Act.ADMINISTER),
      new Route("GET", "/health", new Asks.Nothing(), 200, null),
      new Route("GET", "/robots.txt", new Asks.Nothing(), 200, null),
      new Route("*", "/error", new Asks.Nothing(), 404, null));

  private static Route get(String path, Act act) {
    return new Route("GET", path, new Asks.Whether(act), 200, null);
  }

  private static Route post(String path, Act act) {
    return new Route("POST", path, new Asks.Whether(act), 303, null);
  }

  /** For a script: what is asked there is answered to everybody alike. */
  private static Route json(String path, Act act) {
    return new Route("POST", path, new Asks.Whether(act), 200, null);
  }

  String name() {
    return method + " " + path;
  }

  @Override
  public String toString() {
    return name();
  }

  boolean writes() {
    return method.equals("POST");
  }

  /** Whether the database is another when it is done; what only a browser keeps, and sessions, do not count. */
  boolean changesRows() {
    return writes() && !(asks instanceof Asks.Whether(Act act) && act == Act.BROWSE)
        && !path.startsWith("/account/sessions/") && !path.startsWith("/account/totp") && !path.contains("/passkey")
        && !path.equals("/account/prove") && !path.equals("/paste") && !path.equals("/media")
        // where there is nothing to read
        && !path.startsWith("/inbox/");
  }

  /** What items it can be asked about; none: it concerns no item. */
  List<Kind> kinds() {
    return path.startsWith("/a/{id}") || isMedia() ? List.of(Kind.ARTICLE)
        : path.startsWith("/f/{id}") ? List.of(Kind.FLASH)
        : path.startsWith("/r/{id}") ? List.of(Kind.REPLY)
        : path.startsWith("/i/{id}") ? List.of(Kind.values())
        : List.of();
  }

  /** Whether it is about what an article shows: there is no such thing for whoever may not read it, whatever the reason. */
  private boolean isMedia() {
    return path.startsWith("/m/");
  }

  /** The stage of an item with which there is something to do for it. */
  Stage stage() {
    return asks instanceof Asks.WhetherMove(Stage from, Stage to) ? from : Stage.PUBLISHED;
  }

  /** What the guard says. */
  boolean allows(Viewer viewer, @Nullable ItemFacts item) {
    return switch (asks) {
      case Asks.Nothing() -> true;
      case Asks.Whether(Act act) -> item == null ? Guard.may(viewer, act) : Guard.may(viewer, act, item);
      case Asks.WhetherMove(Stage from, Stage to) -> item != null
          && (item.stage() == from && Guard.mayMove(viewer, item, to) || isSecondClick(viewer, item));
    };
  }

  /** Whether it was done before, and whoever did it finds it done. */
  boolean isSecondClick(Viewer viewer, @Nullable ItemFacts item) {
    return writes() && item != null && asks instanceof Asks.WhetherMove(Stage from, Stage to) && item.stage() == to
        && Guard.mayMove(viewer, item, from);
  }

  /** What the viewer gets: a status, or {@link #SIGN_IN} for the way to the sign-in page. */
  String answer(Viewer viewer, @Nullable ItemFacts item) {
    if (signedIn != null && viewer.member() != null) {
      return signedIn.toString();
    }
    if (item != null) {
      String unseen = switch (Guard.sight(viewer, item)) {
        case READS, EDITS, SNAPSHOT, SEALED, RESTORES -> "";
        case NOT_FOUND -> "404";
        case WITHDRAWN, REMOVED -> isMedia() ? "404" : "410";
        case BLOCKED -> isMedia() ? "404" : "451";
      };
      if (!unseen.isEmpty()) {
        return unseen;
      }
    }
    return allows(viewer, item) ? String.valueOf(done)
        : Guard.refusal(viewer).refusal() instanceof Refusal.SignIn ? SIGN_IN : "403";
  }

  /** The same, on paper. */
  String answer(Caller caller) {
    return answer(caller.viewer(), kinds().isEmpty() ? null : Caller.item(stage(), Restriction.NONE, false));
  }
}
