package com.candylake.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Members;
import com.candylake.account.Sessions;
import com.candylake.article.Drafts;
import com.candylake.article.Typed;
import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.form.Upload;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Guard;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Kind;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.item.NewItem;
import com.candylake.item.NewText;
import com.candylake.media.MediaFiles;
import com.candylake.media.Samples;
import com.candylake.moderation.Measures;
import com.candylake.reply.Replies;
import com.candylake.setting.Setting;
import com.candylake.setting.Settings;
import com.candylake.setting.Site;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Every route, asked over HTTP as everybody: the answer is the guard's, and a no leaves the database as it was. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionTests extends PlatformTest {
  private static final Path DOCUMENT = Path.of("docs/PERMISSIONS.md");
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String PASSWORD = "lake lantern willow";

  /** What no refused request may change: how many rows there are, and what stands in those that it is about. */
  private static final List<String> COUNTED = List.of("item", "item_text", "item_revision", "listing", "vote",
      "favourite", "form_key", "draft", "media", "media_use", "measure", "statement_of_reasons", "member",
      "member_role", "editor_channel", "channel", "channel_text", "setting", "follow", "notification_wish");
  private static final List<String> READ = List.of("select * from item where id = :item or id = :root order by id",
      "select * from item_text where item = :item order by lang", "select * from listing where item = :item order by lang",
      "select * from vote where item = :item order by member", "select * from favourite where item = :item order by member",
      "select * from setting order by name, lang", "select * from channel order by id",
      "select * from channel_text where channel = :channel order by lang",
      "select * from draft where member = :member order by id",
      "select password from member where id = :member", "select * from notification_wish where member = :member",
      "select * from member_email where member = :member",
      "select * from member_role where member = :member order by role");

  /** How an item, or what a reply stands under, has come to be what it is. */
  private record State(Stage stage, Restriction restriction, boolean ofRoot) {
    static State of(Stage stage) {
      return new State(stage, Restriction.NONE, false);
    }

    static State of(Restriction restriction) {
      return new State(Stage.PUBLISHED, restriction, false);
    }

    State ofItsRoot() {
      return new State(stage, restriction, true);
    }

    @Override
    public String toString() {
      return (ofRoot ? "under what is " : "") + stage + ", " + restriction;
    }
  }

  private record Thing(long id, @Nullable Long root, ItemFacts facts, String image) {}

  /** What somebody's browser holds once they are signed in and have seen a form. */
  private record Browser(Person person, String token) {}

  @Autowired private ApplicationContext context;
  @Autowired private ServletContext servlets;
  @Autowired private Members members;
  @Autowired private Sessions sessions;
  @Autowired private Items items;
  @Autowired private Drafts drafts;
  @Autowired private MediaFiles files;
  @Autowired private Measures measures;
  @Autowired private Settings settings;
  @Autowired private Site site;
  @Autowired private JdbcClient db;
  @Autowired private PlatformTransactionManager transactions;

  private final Map<Caller, Viewer> viewers = new EnumMap<>(Caller.class);
  private final Map<Caller, Browser> browsers = new EnumMap<>(Caller.class);
  private final Map<String, Thing> untouched = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private Channel channel;
  private Viewer somebody;
  private String somebodysName;
  private int asked;

  @BeforeAll
  void everybody() {
    channel = desk.channel();
    Channel other = desk.channel();
    for (Caller caller : Caller.values()) {
      Role role = caller.role();
      viewers.put(caller, caller == Caller.SIGNED_OUT ? Viewer.ANONYMOUS
          : role == null ? people.member()
          : role == Role.EDITOR ? people.editorOf((caller == Caller.EDITOR ? channel : other).id())
          : people.with(role));
      Viewer viewer = viewer(caller);
      if (viewer.member() != null) {
        sessions.changePassword(viewer, sessions.open(People.id(viewer), "test"), PASSWORD, Lang.EN);
      }
    }
    somebodysName = "Somebody " + NUMBER.incrementAndGet();
    somebody = members.viewer(members.add(Viewer.CONSOLE, somebodysName, PASSWORD, Role.MEMBER, Set.of()));
  }

  @BeforeEach
  void noFaultYet() {
    faults.clear();
    asked = 0;
  }

  @AfterAll
  void asItWas() {
    settings.set(Viewer.CONSOLE, Setting.DISCLAIMER, Lang.EN, "");
    site.rebuild();
  }

  @Test
  void theDocumentSaysWhatTheGuardSays() throws IOException {
    if (Boolean.getBoolean("candylake.write")) {
      Files.writeString(DOCUMENT, PermissionDocument.text());
    }
    assertThat(DOCUMENT).as("out of date: mvn test -Dtest=PermissionTests -Dcandylake.write=true"
        + " -Dsurefire.failIfNoSpecifiedTests=false").hasContent(PermissionDocument.text());
  }

  @Test
  void everyRouteIsKnown() {
    var known = new TreeSet<String>();
    Route.ALL.forEach(route -> known.add(route.name()));
    var there = new TreeSet<String>();
    for (var mappings : context.getBeansOfType(HandlerMapping.class).values()) {
      switch (mappings) {
        case RequestMappingHandlerMapping methods -> methods.getHandlerMethods().keySet().forEach(m -> there.addAll(names(m)));
        // the interface's own files are for everybody
        case AbstractUrlHandlerMapping urls -> urls.getHandlerMap().forEach((path, handler) -> {
          if (!(handler instanceof ResourceHttpRequestHandler)) {
            there.add("? " + path);
          }
        });
        default -> { }
      }
    }
    servlets.getServletRegistrations().forEach((name, servlet) -> {
      if (!name.equals("dispatcherServlet")) {
        servlet.getMappings().forEach(path -> there.add("GET " + path));
      }
    });
    assertThat(there).as("the running application's routes, and those of house/Route: each has to say what it asks")
        .isEqualTo(known);
  }

  private static List<String> names(RequestMappingInfo info) {
    List<String> paths = info.getPatternValues().stream().map(p -> p.replaceAll("\\{(\\w+):.*?}(?=/|$)", "{$1}")).toList();
    var methods = info.getMethodsCondition().getMethods();
    return paths.stream().flatMap(path -> methods.isEmpty() ? Stream.of("* " + path)
        : methods.stream().map(method -> method + " " + path)).toList();
  }

  static List<Route> routes() {
    return Route.ALL;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void everyRouteAnswersEverybodyAsTheGuardSays(Route route) throws Exception {
    if (route.kinds().isEmpty()) {
      for (Caller caller : Caller.values()) {
        ask(route, caller, null, "");
      }
    }
    for (Kind kind : route.kinds()) {
      askAll(route, kind, State.of(route.stage()));
    }
    finish();
  }

  /** What an item can be but public and free. Of restrictions that the guard does not tell apart one stands for all. */
  static Stream<State> states() {
    return Stream.of(State.of(Stage.DRAFT), State.of(Stage.SCHEDULED), State.of(Stage.IN_REVIEW), State.of(Stage.WITHDRAWN),
        State.of(Restriction.LOCKED), State.of(Restriction.HELD), State.of(Restriction.REMOVED),
        State.of(Restriction.BLOCKED), new State(Stage.WITHDRAWN, Restriction.LABELLED, false),
        State.of(Stage.WITHDRAWN).ofItsRoot(), State.of(Restriction.LOCKED).ofItsRoot(),
        State.of(Restriction.HELD).ofItsRoot(), State.of(Restriction.REMOVED).ofItsRoot(),
        State.of(Restriction.BLOCKED).ofItsRoot());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("states")
  void whatIsAskedAboutAnItemDependsOnItsState(State state) throws Exception {
    for (Route route : Route.ALL) {
      // to the guard a flash is an article: where a route takes both, one will do
      for (Kind kind : route.kinds().size() == 1 ? route.kinds() : List.of(Kind.ARTICLE, Kind.REPLY)) {
        if (route.kinds().contains(kind) && (kind == Kind.REPLY || !state.ofRoot)) {
          askAll(route, kind, state);
        }
      }
    }
    finish();
  }

  private void askAll(Route route, Kind kind, State state) throws Exception {
    for (Caller caller : Caller.values()) {
      String name = kind + " " + state;
      Thing thing = untouched.get(name);
      if (thing == null) {
        thing = make(kind, state);
        untouched.put(name, thing);
      }
      if (ask(route, caller, thing, name)) {
        untouched.remove(name);
      }
    }
  }

  private void finish() {
    House.expectNone("The guard says one thing and the platform does another:", faults);
    assertThat(asked).isGreaterThanOrEqualTo(Caller.values().length);
  }

  /** Asks once and compares; returns whether the thing is not as it was. */
  private boolean ask(Route route, Caller caller, @Nullable Thing thing, String about) throws Exception {
    Viewer viewer = viewer(caller);
    ItemFacts facts = thing == null ? null : thing.facts;
    boolean allowed = route.allows(viewer, facts);
    String expected = route.answer(viewer, facts);
    Channel place = route.path().contains("{slug}") && route.writes() ? desk.channel() : channel;
    String path = route.path().replace("{id}", thing == null ? "" : String.valueOf(thing.id))
        .replace("{draft}", route.path().contains("{draft}") ? draft(viewer, route.path().endsWith("/restore")) : "")
        .replace("{n}", "1").replace("{slug}", place.slug())
        .replace("{media}", thing == null ? "" : thing.image).replace("{width}", "480")
        .replace("{name}", somebodysName.replace(" ", "%20"));
    Browser browser = browser(caller, route);
    String before = route.writes() ? rows(thing, place, viewer) : "";
    String got = route.path().equals("/live") ? stream(path) : answer(route.writes()
        ? browser.person.post(path, fields(route, thing, browser.token)) : browser.person.get(path));
    asked++;
    String where = route.name() + " by " + caller + (about.isEmpty() ? "" : " on " + about);
    if (!got.equals(expected)) {
      faults.add(where + ": " + got + " instead of " + expected);
    }
    if (!route.writes()) {
      return false;
    }
    boolean changed = !rows(thing, place, viewer).equals(before);
    boolean changes = allowed && route.changesRows() && !route.isSecondClick(viewer, facts);
    if (changed != changes) {
      faults.add(where + (changed ? ": rows have changed" : ": nothing was written"));
    }
    return changed || allowed;
  }

  /** One of the caller's own, if they may have one. */
  private String draft(Viewer viewer, boolean discarded) {
    if (!Guard.may(viewer, Act.WRITE)) {
      return "1";
    }
    var saved = (Drafts.Outcome.Saved) drafts.save(viewer, Drafts.Mark.NONE, new Typed("Words", "Words", "", ""), "", null, "");
    if (discarded) {
      drafts.discard(viewer, saved.draft().id(), true);
    }
    return String.valueOf(saved.draft().id());
  }

  /** A browser of the caller's; a new one where the route begins or ends a session. */
  private Browser browser(Caller caller, Route route) {
    if (route.path().startsWith("/sign-")) {
      return browser(caller);
    }
    Browser known = browsers.computeIfAbsent(caller, this::browser);
    return new Browser(http.as(known.person), known.token);
  }

  private Browser browser(Caller caller) {
    Viewer viewer = viewer(caller);
    Person person = caller == Caller.SIGNED_OUT ? http.stranger() : http.as(viewer);
    String token = Objects.requireNonNull(person.form("/languages", "/languages").get("_csrf")).getFirst();
    assertThat(person.cookies()).containsKey("csrf");
    assertThat(person.cookies().containsKey(Sessions.COOKIE)).isEqualTo(caller != Caller.SIGNED_OUT);
    return new Browser(person, token);
  }

  private static String answer(Browserless.Answer answer) {
    if (answer.header("Location").orElse("").startsWith("/sign-in?")) {
      return Route.SIGN_IN;
    }
    if (answer.status() == 403 && !answer.page().title().contains("Not allowed")) {
      return "403 by another than the guard: " + answer.page().title();
    }
    return String.valueOf(answer.status());
  }

  private String stream(String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> response = client.send(HttpRequest.newBuilder(URI.create(http.base() + path)).build(),
          HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      client.shutdownNow();
      return String.valueOf(response.statusCode());
    }
  }

  /** What makes the request a sensible one, so that it is done when it is allowed. */
  private Map<String, List<String>> fields(Route route, @Nullable Thing thing, String token) {
    int number = NUMBER.incrementAndGet();
    String text = "Words " + number;
    Map<String, String> fields = switch (route.name()) {
      case "POST /languages" -> Map.of("ui", "en", "reads", "en");
      case "POST /sign-up" -> Map.of("name", text, "password", PASSWORD);
      case "POST /sign-in" -> Map.of("name", somebodysName, "password", PASSWORD);
      // the same once more is another hash
      case "POST /account/password", "POST /account/prove" -> Map.of("password", PASSWORD);
      case "POST /account/email", "POST /sign-in/help" -> Map.of("email", "words-" + number + "@example.org");
      case "POST /sign-in/link", "POST /confirm" -> Map.of("link", "none");
      case "POST /sign-in/code" -> Map.of("code", "000000");
      case "POST /account/totp" -> Map.of("secret", "ABCDEFGH".repeat(4), "code", "none");
      case "POST /sign-up/passkey", "POST /sign-up/passkey/options" -> Map.of("name", text);
      case "POST /sign-in/passkey", "POST /sign-in/passkey/options", "POST /account/prove/passkey",
          "POST /account/prove/passkey/options", "POST /account/passkeys", "POST /account/passkeys/options" -> Map.of();
      case "POST /account/passkeys/remove" -> Map.of("passkey", "none");
      case "POST /account/totp/codes", "POST /account/totp/off" -> Map.of();
      case "POST /account/sessions/end" -> Map.of("session", "none");
      case "POST /account/notifications" -> Map.of("told", "REPLY", "rhythm", "DAILY", "zone", "Asia/Tokyo", "lang", "ja");
      case "POST /unsubscribe" -> Map.of("link", "none");
      case "POST /i/{id}/vote" -> Map.of("value", "support");
      case "POST /i/{id}/reply", "POST /flashes" -> Map.of("body", text, "language", "en");
      case "POST /write" -> Map.of("title", text, "body", text, "channel", channel.slug(), "language", "en");
      case "POST /drafts", "POST /paste" -> Map.of("title", text, "body", text, "html", text);
      case "POST /drafts/{draft}/discard", "POST /drafts/{draft}/restore" -> Map.of();
      case "POST /media" -> Map.of("body", text);
      case "POST /a/{id}/edit" -> Map.of("title", text, "body", text, "revision", "1");
      case "POST /a/{id}/translate" -> Map.of("to", "ja", "title", text, "block.0", text, "of", "1", "revision", "0");
      case "POST /f/{id}/edit", "POST /r/{id}/edit" -> Map.of("body", text, "revision", "1");
      case "POST /admin/settings" -> Map.of("disclaimer.en", text);
      case "POST /admin/channels/new" -> Map.of("slug", "words-" + number, "name.zh-Hans", text, "name.en", text);
      case "POST /admin/channels/{slug}" -> Map.of("name.zh-Hans", text, "name.en", text);
      case "POST /admin/channels/{slug}/move" -> Map.of("to", "up");
      case "POST /sign-out", "POST /i/{id}/favourite", "POST /i/{id}/withdraw", "POST /i/{id}/restore",
          "POST /i/{id}/follow", "POST /u/{name}/follow", "POST /c/{slug}/follow", "POST /inbox/open", "POST /inbox/read" ->
          Map.of();
      default -> throw new IllegalStateException("say what a browser sends with " + route.name());
    };
    var all = new LinkedHashMap<String, List<String>>();
    fields.forEach((name, value) -> all.put(name, List.of(value)));
    all.put("_csrf", List.of(token));
    return all;
  }

  private String rows(@Nullable Thing thing, Channel channel, Viewer viewer) {
    var read = new TransactionTemplate(transactions);
    read.setReadOnly(true);
    return Objects.requireNonNull(read.execute(tx -> {
      var rows = new StringBuilder();
      for (String table : COUNTED) {
        rows.append(table).append(' ').append(db.sql("select count(*) from " + table).query(Long.class).single()).append('\n');
      }
      for (String sql : READ) {
        rows.append(db.sql(sql).param("item", thing == null ? 0 : thing.id)
            .param("root", thing == null || thing.root == null ? 0 : thing.root).param("channel", channel.id())
            .param("member", viewer.member() == null ? 0 : viewer.member()).query().listOfRows()).append('\n');
      }
      return rows.toString();
    }));
  }

  /** An item of the author's in the channel, or a reply of theirs under somebody else's. */
  private Thing make(Kind kind, State state) throws IOException {
    Viewer author = viewer(Caller.AUTHOR);
    if (kind != Kind.REPLY) {
      String image = kind == Kind.ARTICLE ? image(author) : "";
      long id = write(kind, author, null, state, image);
      return new Thing(id, null, facts(kind, author, state, null), image);
    }
    State own = state.ofRoot ? State.of(Stage.PUBLISHED) : state;
    State above = state.ofRoot ? state : State.of(Stage.PUBLISHED);
    long root = write(Kind.ARTICLE, somebody, null, State.of(Stage.PUBLISHED), "");
    long reply = write(kind, author, root, own, "");
    bring(root, somebody, above);
    // what a case has kept of the root opens no reply under it
    ItemFacts under = new ItemFacts(Kind.ARTICLE, People.id(somebody), channel.id(), above.stage, above.restriction, false,
        null);
    return new Thing(reply, root, facts(kind, author, own, under), "");
  }

  private ItemFacts facts(Kind kind, Viewer author, State state, @Nullable ItemFacts root) {
    return new ItemFacts(kind, People.id(author), channel.id(), state.stage, state.restriction,
        state.stage == Stage.WITHDRAWN && state.restriction != Restriction.NONE, root);
  }

  /** Uploaded by the author; its name. */
  private String image(Viewer author) throws IOException {
    Path file = Files.write(temporary().resolve("lake.png"), Samples.png(500, 10));
    return files.take(author, new Upload("lake.png", file)).name().toString();
  }

  private long write(Kind kind, Viewer author, @Nullable Long parent, State state, String image) {
    NewText text = Replies.text(Lang.EN, "Something to read." + (image.isEmpty() ? "" : " ![A lake](/m/" + image + ")"));
    Stage first = state.stage == Stage.WITHDRAWN ? Stage.PUBLISHED : state.stage;
    long id = items.write(author, new NewItem(kind, People.id(author), parent == null ? channel.id() : null, parent, first,
        true, null, List.of(kind == Kind.ARTICLE ? titled(text) : text), List.of()));
    bring(id, author, state);
    return id;
  }

  private static NewText titled(NewText text) {
    return new NewText(text.lang(), "A title", text.markdown(), text.rendered(), text.origin(), text.ofRevision());
  }

  private void bring(long id, Viewer author, State state) {
    if (state.restriction != Restriction.NONE && state.stage != Stage.WITHDRAWN) {
      restrict(id, state);
    }
    if (state.stage == Stage.WITHDRAWN) {
      if (state.restriction != Restriction.NONE) {
        // while it can still be seen; from REMOVED on the author could not withdraw it
        measures.open(viewer(Caller.MODERATOR), id, Restriction.LABELLED, "rule", "why");
      }
      items.move(author, id, Stage.WITHDRAWN, null);
      if (state.restriction.compareTo(Restriction.LABELLED) > 0) {
        restrict(id, state);
      }
    }
  }

  private void restrict(long id, State state) {
    measures.open(viewer(Caller.MODERATOR), id, state.restriction, "rule", "why");
  }

  private Viewer viewer(Caller caller) {
    return Objects.requireNonNull(viewers.get(caller));
  }
}
