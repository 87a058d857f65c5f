package com.candylake.ops;

import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.item.Counts;
import com.candylake.item.Item;
import com.candylake.item.Items;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether a server that runs shows of the items that have changed last what their rows say. It answers from its page cache
 * where it can, and that follows the change log: what it should have dropped and has kept is found here.
 */
@Component
class KeptPages {
  private static final int ITEMS = 200;

  /** What happens while one looks is on a page within a second. */
  private static final int LOOKS = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Pattern COUNT = Pattern.compile("<data class=\"([a-z]+) n\" value=\"(\\d+)\"");
  private static final Pattern EPOCH = Pattern.compile("data-live=\"/live\\?after=([^\"]+)-\\d+\"");
  private final Items items;
  private final References rows;

  KeptPages(Items items, References rows) {
    this.items = items;
    this.rows = rows;
  }

  /** @param say what is told of each page that is wrong */
  Finding compare(@Nullable RunningServer server, Consumer<String> say) throws IOException, InterruptedException {
    if (server == null) {
      return Finding.ok("no server answers on the configured port: none to compare");
    }
    Matcher epoch = EPOCH.matcher(server.page("/", "en").body());
    if (!epoch.find() || !epoch.group(1).equals(rows.epoch(Viewer.CONSOLE))) {
      return Finding.warning("what serves on " + server.address() + " is not on this database",
          "look from the data folder of the server that is");
    }
    List<References.Changed> changed = rows.changed(Viewer.CONSOLE, ITEMS);
    int wrong = 0;
    for (References.Changed item : changed) {
      Optional<String> difference = Optional.empty();
      for (int look = 0; look < LOOKS; look++) {
        if (look > 0) {
          Thread.sleep(BETWEEN);
        }
        difference = difference(server, item);
        if (difference.isEmpty()) {
          break;
        }
      }
      if (difference.isPresent()) {
        say.accept("the page of item " + item.id() + ": " + difference.get());
        wrong++;
      }
    }
    String seen = changed.size() + " pages of " + server.address() + " looked at";
    return wrong == 0 ? Finding.ok(seen) : Finding.problem(seen + ", " + wrong + " wrong",
        "restart that server, which then makes all pages anew; and report it, with what happened before");
  }

  private Optional<String> difference(RunningServer server, References.Changed changed)
      throws IOException, InterruptedException {
    HttpResponse<String> page = server.page(Addresses.item(Kind.of(changed.kind()), changed.id()), changed.lang());
    Item item;
    try {
      item = items.visibleTo(Viewer.ANONYMOUS, changed.id());
    } catch (Refused e) {
      int due = status(e.refusal());
      return page.statusCode() == due ? Optional.empty() : Optional.of("status " + page.statusCode() + " instead of " + due);
    }
    if (page.statusCode() != 200) {
      return Optional.of("status " + page.statusCode() + " instead of 200");
    }
    if (rows.texts(Viewer.CONSOLE, changed.id()).stream().noneMatch(page.body()::contains)) {
      return Optional.of("none of its texts stands there");
    }
    Map<String, Long> shown = counts(page.body());
    Map<String, Long> due = counts(item.counts());
    return shown.equals(due) ? Optional.empty() : Optional.of(shown + " instead of " + due);
  }

  private static int status(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Gone gone -> 410;
      case Refusal.Legal() -> 451;
      default -> 404;
    };
  }

  /** What stands in the bar under the text; after it come those of the replies. */
  private static Map<String, Long> counts(String page) {
    var counts = new HashMap<String, Long>();
    Matcher count = COUNT.matcher(page);
    count.region(Math.max(0, page.indexOf("<div class=\"bar\">")), page.length());
    while (counts.size() < 4 && count.find()) {
      counts.putIfAbsent(count.group(1), Long.valueOf(count.group(2)));
    }
    return counts;
  }

  private static Map<String, Long> counts(Counts counts) {
    return Map.of("support", counts.support(), "oppose", counts.oppose(), "replies", counts.replies(), "favourites",
        counts.favourites());
  }
}
