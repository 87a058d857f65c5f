package com.candylake.ops;

import com.candylake.account.Members;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.channel.Channel;
import com.candylake.channel.Channels;
import com.candylake.favourite.Favourites;
import com.candylake.guard.Viewer;
import com.candylake.transfer.Exchange;
import com.candylake.transfer.Imports;
import com.candylake.view.Views;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "demo", mixinStandardHelpOptions = true,
    description = "Starts the platform with a small newsroom in five languages, to look around in.")
final class Demo implements Callable<Integer> {
  private static final List<String> ITEMS = List.of("articles-1", "articles-2", "flashes");

  @Option(names = "--data", paramLabel = "DIR", defaultValue = "demo-data",
      description = "The data folder (default: ${DEFAULT-VALUE}); delete it to begin anew.")
  private Path data = Path.of("demo-data");

  @Option(names = "--port", paramLabel = "P", description = "The port (default: 8080).")
  private @Nullable Integer port;

  @Override
  public Integer call() throws IOException {
    ConfigurableApplicationContext running = Installation.serve(data, port);
    String done = load(running) + " ";
    Serve.announce(running, data, done);
    return Serve.RUNNING;
  }

  /** Makes what the demonstration lacks, all of it through the use cases; says what there is now. */
  static String load(ConfigurableApplicationContext platform) throws IOException {
    channels(platform.getBean(Channels.class));
    List<Viewer> cast = cast(platform.getBean(Members.class));
    Instant now = platform.getBean(Clock.class).instant();
    Imports.Run run = platform.getBean(Imports.class)
        .begin(Viewer.CONSOLE, new Imports.Defaults("demo", "CandyLake", "tech"));
    var lines = new ArrayList<JsonNode>();
    for (String name : ITEMS) {
      lines.addAll(read(name));
    }
    int texts = 0;
    int replies = 0;
    for (JsonNode line : lines) {
      Imports.Outcome outcome = run.put(Exchange.item(List.of(line), now));
      texts += outcome.texts();
      replies += outcome.replies();
      if (outcome.created()) {
        react(platform, cast, outcome.item());
      }
    }
    return texts == 0 ? "The demonstration is loaded already."
        : String.format("Made %d items with %d texts and %d replies by %d members.", lines.size(), texts, replies,
            cast.size());
  }

  private static void channels(Channels channels) throws IOException {
    Set<String> there = channels.all().stream().map(Channel::slug).collect(Collectors.toSet());
    for (JsonNode channel : read("channels")) {
      if (there.contains(channel.get("slug").stringValue())) {
        // somebody may have renamed it in the browser
        continue;
      }
      var texts = new HashMap<Lang, Channel.Text>();
      for (Map.Entry<String, JsonNode> name : channel.get("names").properties()) {
        texts.put(new Lang(name.getKey()), new Channel.Text(name.getValue().stringValue(),
            channel.get("descriptions").get(name.getKey()).stringValue(), ""));
      }
      channels.put(Viewer.CONSOLE, channel.get("slug").stringValue(), texts);
    }
  }

  private static List<Viewer> cast(Members members) throws IOException {
    var cast = new ArrayList<Viewer>();
    for (JsonNode person : read("people")) {
      long id = members.enter(Viewer.CONSOLE, person.get("name").stringValue(), person.get("about").stringValue(),
          new Reads(List.of(new Lang(person.get("reads").stringValue())), true));
      cast.add(members.viewer(id));
    }
    return cast;
  }

  /** The same people react in the same way each time: some support, a few oppose, some keep it, and somebody reads. */
  private static void react(ConfigurableApplicationContext platform, List<Viewer> cast, long item) {
    var dice = new Random(item);
    int warmth = 3 + dice.nextInt(6);
    for (Viewer person : cast) {
      int roll = dice.nextInt(12);
      if (roll < warmth) {
        platform.getBean(Votes.class).cast(person, item, Vote.SUPPORT);
      } else if (roll == 11) {
        platform.getBean(Votes.class).cast(person, item, Vote.OPPOSE);
      }
      if (dice.nextInt(4) == 0) {
        platform.getBean(Favourites.class).add(person, item);
      }
    }
    platform.getBean(Views.class).add(Viewer.CONSOLE, Map.of(item, 40 + dice.nextInt(2_400)));
  }

  private static List<JsonNode> read(String name) throws IOException {
    var json = JsonMapper.builder().build();
    try (var in = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
        Demo.class.getResourceAsStream("/demo/" + name + ".jsonl"), name), StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.isBlank()).map(json::readTree).toList();
    }
  }
}
