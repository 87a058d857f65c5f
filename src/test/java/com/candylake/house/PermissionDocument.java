package com.candylake.house;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Restriction;
import com.candylake.guard.Role;
import com.candylake.guard.Sight;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/PERMISSIONS.md, as the guard answers today. Not a yes or no in it is typed. */
final class PermissionDocument {
  private static final Set<Caller> ALL = EnumSet.allOf(Caller.class);
  private static final Set<Caller> SIGNED_IN = EnumSet.complementOf(EnumSet.of(Caller.SIGNED_OUT));

  /** One answer of the guard in one state of an item. */
  private record Row(Phase phase, Restriction restriction, List<String> cells) {}

  /** Stages, with WITHDRAWN twice: a case may have kept a copy. */
  private enum Phase {
    DRAFT, SCHEDULED, IN_REVIEW, PUBLISHED, WITHDRAWN, WITHDRAWN_SEALED;

    Stage stage() {
      return this == WITHDRAWN_SEALED ? Stage.WITHDRAWN : Stage.valueOf(name());
    }

    ItemFacts item(Restriction restriction) {
      return Caller.item(stage(), restriction, this == WITHDRAWN_SEALED);
    }

    String title() {
      return this == WITHDRAWN_SEALED ? "WITHDRAWN, in a case" : name();
    }
  }

  private PermissionDocument() {}

  static String text() {
    return """
        # Who may do what
        This page is made from `guard/Guard`, which gives every yes and no of the platform; do not edit it. A test compares
        it with the guard, asks every route as everybody listed here, and compares the answers. After a change of the guard
        or of the routes (`house/Route`):
        `mvn test -Dtest=PermissionTests -Dcandylake.write=true -Dsurefire.failIfNoSpecifiedTests=false`.

        Three things decide. A **role** grants an act. The **stage** of an item is its author's: a draft, scheduled, in
        review, published or withdrawn. Its **restriction** is the platform's: the strongest measure in force.
        What somebody may not see is answered as if it did not exist (404) or as what is left of it (410, 451), whatever was
        asked; only then comes what they may not do: sign in first (303), or not allowed (403).

        Roles add up: whoever has one is a member as well, and the author of what they have written.

        ## Roles
        %s
        ## Restrictions
        Weakest first. From %s on an item is not public.

        %s
        ## What concerns no item
        %s
        ## What one sees of an item
        *reads*: as it is. *edits*: reads it and may change it. *snapshot*: the author of something removed or blocked sees
        what it was, with the reasons. *sealed copy*: whoever decides cases sees what the case has kept. *restores*: the
        author may bring it back. A reply is seen only by those who see the item that it stands under, whatever its own
        state is.

        %s
        ## What one may do to an item
        Where a state is missing, nobody may. An item without a channel has no editor.

        %s
        A reply that is public itself, by the state of the item that it stands under:

        %s
        ## Who takes an item from one stage to another
        %s
        ## Every route
        For a route that concerns an item, one that is published (withdrawn for `restore`) and not restricted; in any other
        state the tables above hold, and the answers 404, 410 and 451 come first. `200` and `303` (on to where the result is)
        mean that it is done, `301` leads to the item's page, `sign in` is a 303 to `/sign-in`. Whoever is signed in already
        is led on (303) from `/sign-up` and `/sign-in`, and signing up then writes nothing. Withdrawing or restoring once more
        what one has withdrawn or restored oneself is answered like the first time. Scripts, styles and pictures of the
        interface (`/s/…`) are for everybody.

        %s""".formatted(
        roles(), Arrays.stream(Restriction.values()).filter(Restriction::endsVisibility).findFirst().orElseThrow(),
        restrictions(), acts(), sights(), actsOnItems(), repliesUnder(), moves(), routes());
  }

  private static String roles() {
    return table(List.of("role", "for"),
        Arrays.stream(Role.values()).map(r -> List.of(r.name(), meaning(r))).toList());
  }

  private static String restrictions() {
    return table(List.of("restriction", "for"),
        Arrays.stream(Restriction.values()).map(r -> List.of(r.name(), meaning(r))).toList());
  }

  private static String acts() {
    var viewers = new LinkedHashMap<String, Viewer>();
    viewers.put("signed out", Viewer.ANONYMOUS);
    viewers.put("member", Caller.MEMBER.viewer());
    viewers.put("editor", Caller.EDITOR.viewer());
    Stream.of(Caller.MODERATOR, Caller.HANDLER, Caller.REVIEWER, Caller.ADMINISTRATOR)
        .forEach(c -> viewers.put(c.title(), c.viewer()));
    viewers.put("command line", Viewer.CONSOLE);
    var head = new ArrayList<>(List.of("act", "means"));
    head.addAll(viewers.keySet());
    var rows = new ArrayList<List<String>>();
    for (Act act : Act.values()) {
      if (!concernsItems(act)) {
        var row = new ArrayList<>(List.of(act.name(), meaning(act)));
        viewers.values().forEach(v -> row.add(mark(Guard.may(v, act))));
        rows.add(row);
      }
    }
    return table(head, rows);
  }

  private static String sights() {
    return states(titles(ALL), item -> ALL.stream().map(c -> word(Guard.sight(c.viewer(), item))).toList());
  }

  private static String actsOnItems() {
    var text = new StringBuilder();
    for (Act act : Act.values()) {
      if (concernsItems(act) && act != Act.READ) {
        text.append("**").append(act).append("**: ").append(meaning(act)).append("\n\n")
            .append(states(List.of("who"), item -> who(v -> Guard.may(v, act, item)))).append('\n');
      }
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String repliesUnder() {
    var asked = List.of(Act.REPLY, Act.VOTE, Act.FAVOURITE, Act.EDIT);
    var rows = new LinkedHashMap<List<String>, List<String>>();
    var states = new LinkedHashMap<String, ItemFacts>();
    for (Restriction restriction : Restriction.values()) {
      states.put("PUBLISHED, " + restriction, Caller.replyUnder(Stage.PUBLISHED, restriction));
    }
    states.put("WITHDRAWN", Caller.replyUnder(Stage.WITHDRAWN, Restriction.NONE));
    states.forEach((state, reply) -> {
      var cells = new ArrayList<String>();
      ALL.forEach(c -> cells.add(word(Guard.sight(c.viewer(), reply))));
      asked.forEach(act -> cells.add(orNobody(who(v -> Guard.may(v, act, reply)))));
      rows.computeIfAbsent(cells, c -> new ArrayList<>()).add(state);
    });
    var head = new ArrayList<>(List.of("it stands under"));
    head.addAll(titles(ALL));
    asked.forEach(act -> head.add(act.name()));
    return table(head, rows.entrySet().stream()
        .map(r -> Stream.concat(Stream.of(String.join("; ", r.getValue())), r.getKey().stream()).toList()).toList());
  }

  private static String moves() {
    var rows = new ArrayList<List<String>>();
    for (Stage from : Stage.values()) {
      for (Stage to : Stage.values()) {
        var byWho = new LinkedHashMap<List<String>, List<Restriction>>();
        for (Restriction restriction : Restriction.values()) {
          List<String> who = who(v -> Guard.mayMove(v, Caller.item(from, restriction, false), to));
          if (!who.isEmpty()) {
            byWho.computeIfAbsent(who, w -> new ArrayList<>()).add(restriction);
          }
        }
        byWho.forEach((who, restrictions) ->
            rows.add(List.of(from.name(), to.name(), span(restrictions), String.join(", ", who))));
      }
    }
    return table(List.of("from", "to", "restriction", "who"), rows);
  }

  private static String routes() {
    var head = new ArrayList<>(List.of("route", "asks"));
    head.addAll(titles(ALL));
    return table(head, Route.ALL.stream().map(route -> {
      var row = new ArrayList<>(List.of("`" + route.name() + "`", switch (route.asks()) {
        case Route.Asks.Nothing() -> "nothing";
        case Route.Asks.Whether(Act act) -> act.name();
        case Route.Asks.WhetherMove(Stage from, Stage to) -> "to " + to;
      }));
      ALL.forEach(c -> row.add(route.answer(c)));
      return (List<String>) row;
    }).toList());
  }

  /** A table by stage and restriction; equal neighbours share a row, and what nobody gets has none. */
  private static String states(List<String> columns, Function<ItemFacts, List<String>> answer) {
    var rows = new ArrayList<Row>();
    for (Phase phase : Phase.values()) {
      for (Restriction restriction : Restriction.values()) {
        List<String> cells = answer.apply(phase.item(restriction));
        rows.add(new Row(phase, restriction, columns.size() == 1 ? List.of(String.join(", ", cells)) : cells));
      }
    }
    rows.removeIf(r -> r.cells.stream().allMatch(String::isEmpty));
    // first the restrictions of each phase that are answered alike, then the phases in which the same are
    var spans = new LinkedHashMap<List<Object>, TreeSet<Phase>>();
    for (Phase phase : Phase.values()) {
      var alike = new LinkedHashMap<List<String>, List<Restriction>>();
      rows.stream().filter(r -> r.phase == phase)
          .forEach(r -> alike.computeIfAbsent(r.cells, c -> new ArrayList<>()).add(r.restriction));
      alike.forEach((cells, restrictions) ->
          spans.computeIfAbsent(List.of(restrictions, cells), s -> new TreeSet<>()).add(phase));
    }
    var head = new ArrayList<>(List.of("stage", "restriction"));
    head.addAll(columns);
    return table(head, spans.entrySet().stream().map(span -> {
      var row = new ArrayList<String>();
      row.add(span.getValue().size() == Phase.values().length ? "any"
          : span.getValue().stream().map(Phase::title).collect(Collectors.joining("; ")));
      row.add(span(((List<?>) span.getKey().getFirst()).stream().map(Restriction.class::cast).toList()));
      ((List<?>) span.getKey().getLast()).forEach(cell -> row.add(Objects.toString(cell)));
      return (List<String>) row;
    }).toList());
  }

  private static List<String> who(Predicate<Viewer> may) {
    Set<Caller> who = ALL.stream().filter(c -> may.test(c.viewer()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Caller.class)));
    var names = new ArrayList<>(
        who.equals(ALL) ? List.of("everybody") : who.equals(SIGNED_IN) ? List.of("every member") : titles(who));
    if (may.test(Viewer.CONSOLE)) {
      names.add("command line");
    }
    return names;
  }

  private static String orNobody(List<String> who) {
    return who.isEmpty() ? "·" : String.join(", ", who);
  }

  private static List<String> titles(Set<Caller> callers) {
    return callers.stream().map(Caller::title).toList();
  }

  private static String span(List<Restriction> restrictions) {
    if (restrictions.size() == Restriction.values().length) {
      return "any";
    }
    var parts = new ArrayList<String>();
    for (int i = 0; i < restrictions.size();) {
      int end = i;
      while (end + 1 < restrictions.size() && restrictions.get(end + 1).code() == restrictions.get(end).code() + 1) {
        end++;
      }
      parts.add(end == i ? restrictions.get(i).name() : restrictions.get(i) + " to " + restrictions.get(end));
      i = end + 1;
    }
    return String.join(", ", parts);
  }

  private static boolean concernsItems(Act act) {
    try {
      Guard.may(Viewer.ANONYMOUS, act);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static String mark(boolean yes) {
    return yes ? "✓" : "·";
  }

  private static String table(List<String> head, List<List<String>> rows) {
    return Stream.concat(Stream.of(head, head.stream().map(h -> "---").toList()), rows.stream())
        .map(row -> "| " + String.join(" | ", row) + " |").collect(Collectors.joining("\n")).replace("| --- ", "|---")
        .replace("|--- |", "|---|") + "\n";
  }

  private static String word(Sight sight) {
    return switch (sight) {
      case READS -> "reads";
      case EDITS -> "edits";
      case SNAPSHOT -> "snapshot";
      case SEALED -> "sealed copy";
      case RESTORES -> "restores";
      case NOT_FOUND -> "404";
      case WITHDRAWN, REMOVED -> "410";
      case BLOCKED -> "451";
    };
  }

  private static String meaning(Restriction restriction) {
    return switch (restriction) {
      case NONE -> "every item, until there is a reason";
      case LABELLED -> "what needs a word beside it";
      case LOCKED -> "where talk has gone wrong: no replies, no votes";
      case DEMOTED -> "what is not to spread: not among what is hot, and locked";
      case HELD -> "what somebody has to look at before it is public";
      case HIDDEN -> "what is out of sight for a while";
      case REMOVED -> "what breaks the site's rules";
      case BLOCKED -> "what a law forbids to show";
    };
  }

  private static String meaning(Role role) {
    return switch (role) {
      case MEMBER -> "everybody who has signed up";
      case EDITOR -> "looks after channels, each editor after some of them";
      case MODERATOR -> "keeps the site's rules";
      case HANDLER -> "handles cases, such as demands by law";
      case REVIEWER -> "decides appeals, which are not there yet";
      case ADMIN -> "administrator: runs the site, and is no judge of what stands in it";
    };
  }

  private static String meaning(Act act) {
    return switch (act) {
      case BROWSE -> "look at the site's lists and pages";
      case SIGN_UP -> "become a member";
      case READ -> "read an item";
      case KEEP_LISTS -> "see one's own lists: what one has written, what one keeps";
      case KEEP_ACCOUNT -> "see and change one's own account: password, address, where it is signed in";
      case WRITE -> "write an item of one's own";
      case WRITE_AS_ANOTHER -> "write in another member's name or at another time than now: imports";
      case EDIT -> "change its text";
      case RECALL -> "read what one wrote of it before it was public";
      case TRANSLATE -> "put its text into another language";
      case REPLY -> "answer it";
      case VOTE -> "support or oppose it";
      case FAVOURITE -> "keep it to find again";
      case FOLLOW -> "be told what an author or a channel publishes";
      case FOLLOW_ITEM -> "be told of its replies";
      case REVIEW -> "decide over what waits for review";
      case MEASURE -> "restrict it or end a restriction";
      case ADMINISTER -> "settings, channels, members";
      case COUNT_VIEWS -> "add the counted readings";
    };
  }
}
