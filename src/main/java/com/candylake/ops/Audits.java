package com.candylake.ops;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.item.Recounts;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What {@code doctor --deep} compares: what is kept twice, and what is kept once and pointed at. */
@Component
class Audits {
  /** Items looked at in one statement: memory stays the same however many there are. */
  private static final int SPAN = 2_000;

  /** More are counted and not named: somebody has to read it. */
  private static final int NAMED = 50;

  private final Recounts recounts;
  private final References references;
  private final KeptPages pages;
  private final Environment environment;

  Audits(Recounts recounts, References references, KeptPages pages, Environment environment) {
    this.recounts = recounts;
    this.references = references;
    this.pages = pages;
    this.environment = environment;
  }

  /** @param say what is told of each thing that is wrong */
  List<Check> checks(boolean repair, Consumer<String> say) {
    Guard.require(Viewer.CONSOLE, Act.ADMINISTER);
    return List.of(
        check("counters, lists", () -> items(repair, say)),
        check("references", () -> fitting(references.dangling(Viewer.CONSOLE), "all lead somewhere", say)),
        check("texts, measures", () -> fitting(references.contradictions(Viewer.CONSOLE), "none contradicts another", say)),
        check("log's numbers", this::log),
        new Check("kept pages", "see what the server's log says", () -> pages.compare(server(), say)));
  }

  private static Check check(String name, Supplier<Finding> look) {
    return new Check(name, "see what the database says", look::get);
  }

  private @Nullable RunningServer server() throws IOException, InterruptedException {
    int port = RunningServer.port(environment);
    return port == 0 ? null : RunningServer.find(RunningServer.listens(environment), port).orElse(null);
  }

  private Finding items(boolean repair, Consumer<String> say) {
    long last = recounts.last(Viewer.CONSOLE);
    long wrong = 0;
    long repaired = 0;
    for (long after = 0; after < last; after += SPAN) {
      List<Recounts.Wrong> found = recounts.wrong(Viewer.CONSOLE, after, after + SPAN);
      Set<Long> items = new TreeSet<>();
      for (Recounts.Wrong each : found) {
        if (wrong++ < NAMED) {
          say.accept("item " + each.item() + ": " + each.what());
        }
        items.add(each.item());
      }
      if (repair) {
        items.forEach(item -> recounts.repair(Viewer.CONSOLE, item));
        repaired += items.size();
      }
    }
    String seen = "ids to " + last + " looked at";
    if (wrong == 0) {
      return Finding.ok(seen);
    }
    return repair ? Finding.warning(seen + ", " + repaired + " items put right", "look again: ./candylake doctor --deep")
        : Finding.problem(seen + ", " + wrong + " wrong", "./candylake doctor --deep --repair; and report it, with what"
            + " happened before");
  }

  private static Finding fitting(List<String> found, String well, Consumer<String> say) {
    found.forEach(say);
    return found.isEmpty() ? Finding.ok(well)
        : Finding.problem(found.size() + " kinds of rows do not fit the others", "restore the last good backup, or report it:"
            + " this cannot be put right by counting");
  }

  private Finding log() {
    String gap = references.gap(Viewer.CONSOLE);
    return gap.isEmpty() ? Finding.ok("without gaps, to the head")
        : Finding.problem(gap, "restart all servers, which then read everything anew; and report it");
  }
}
