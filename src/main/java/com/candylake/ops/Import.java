package com.candylake.ops;

import com.candylake.base.Refused;
import com.candylake.guard.Viewer;
import com.candylake.transfer.Exchange;
import com.candylake.transfer.ExchangeFiles;
import com.candylake.transfer.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", description = "Brings content in.", subcommands = Import.Items.class,
    mixinStandardHelpOptions = true, synopsisSubcommandLabel = "WHAT")
final class Import {
  @Command(name = "items", mixinStandardHelpOptions = true,
      description = "Loads articles, flashes and replies from files of JSON lines (docs/EXCHANGE.md). What was loaded "
          + "before and has not changed is passed over: it can be stopped and started again.")
  static final class Items implements Callable<Integer> {
    @Mixin
    private final Installation installation = new Installation();

    @Option(names = "--source", paramLabel = "NAME", defaultValue = "import",
        description = "The system that the ids come from (default: ${DEFAULT-VALUE}).")
    private String source = "import";

    @Option(names = "--author", paramLabel = "NAME", defaultValue = "Newsroom",
        description = "Who wrote what names no author (default: ${DEFAULT-VALUE}).")
    private String author = "Newsroom";

    @Option(names = "--channel", paramLabel = "SLUG", defaultValue = "news",
        description = "The channel of articles that name none (default: ${DEFAULT-VALUE}).")
    private String channel = "news";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files; lines with one id become one item.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
      for (Path file : files) {
        if (!Files.isReadable(file)) {
          throw new IOException("cannot read " + file);
        }
      }
      long start = System.nanoTime();
      var items = new ExchangeFiles(files);
      items.problems().forEach(p -> System.err.printf("%s:%d: %s%n", p.file(), p.line(), Failures.say(p.refused())));
      var tally = new Tally();
      tally.refused = items.problems().size();
      try (var platform = installation.open()) {
        Instant now = platform.getBean(Clock.class).instant();
        Imports.Run run = platform.getBean(Imports.class)
            .begin(Viewer.CONSOLE, new Imports.Defaults(source, author, channel));
        var progress = new Progress("items", items.ids().size());
        for (String id : items.ids()) {
          try {
            tally.add(run.put(Exchange.item(items.lines(id), now)));
          } catch (Refused refused) {
            tally.refused++;
            progress.say(id + ": " + Failures.say(refused));
          }
          progress.step();
        }
        progress.end();
      }
      System.out.printf("%d items created, %d changed, %d unchanged, %d refused; %d texts and %d replies written in %.1f s.%n",
          tally.created, tally.changed, tally.unchanged, tally.refused, tally.texts, tally.replies,
          (System.nanoTime() - start) / 1e9);
      return tally.refused == 0 ? 0 : 1;
    }
  }

  private static final class Tally {
    private int created;
    private int changed;
    private int unchanged;
    private int refused;
    private int texts;
    private int replies;

    void add(Imports.Outcome outcome) {
      if (outcome.created()) {
        created++;
      } else if (outcome.unchanged()) {
        unchanged++;
      } else {
        changed++;
      }
      texts += outcome.texts();
      replies += outcome.replies();
    }
  }
}
