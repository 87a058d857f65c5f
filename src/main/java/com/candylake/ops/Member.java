package com.candylake.ops;

import com.candylake.account.Emails;
import com.candylake.account.Members;
import com.candylake.account.SecondSteps;
import com.candylake.channel.Channel;
import com.candylake.channel.Channels;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "member", description = "Members, from the command line.", subcommands = {Member.Add.class, Member.Link.class,
    Member.OneStep.class}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "WHAT")
final class Member {
  @Command(name = "link", mixinStandardHelpOptions = true,
      description = "Prints a link by which a member signs in, once, within a day: for whoever has lost their password where "
          + "the site sends no mail. Make sure who asks.")
  static final class Link implements Callable<Integer> {
    @Mixin
    private final Installation installation = new Installation();

    @Parameters(paramLabel = "NAME", description = "The user name.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      try (var platform = installation.open()) {
        System.out.println(platform.getBean(Emails.class).linkFor(Viewer.CONSOLE, name)
            .orElseThrow(() -> new IOException("there is no member " + name)));
      }
      return 0;
    }
  }

  @Command(name = "one-step", mixinStandardHelpOptions = true,
      description = "Asks a member for no code any more when they sign in: for whoever has lost both their authenticator app "
          + "and their recovery codes. Make sure who asks.")
  static final class OneStep implements Callable<Integer> {
    @Mixin
    private final Installation installation = new Installation();

    @Parameters(paramLabel = "NAME", description = "The user name.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      try (var platform = installation.open()) {
        boolean done = platform.getBean(SecondSteps.class).switchOff(Viewer.CONSOLE, name)
            .orElseThrow(() -> new IOException("there is no member " + name));
        System.out.println(done ? name + " signs in with the password alone now." : name + " had no second step.");
      }
      return 0;
    }
  }

  @Command(name = "add", mixinStandardHelpOptions = true,
      description = "Adds a member who can sign in. The password is one line of standard input; at a terminal it is asked "
          + "for and not shown.")
  static final class Add implements Callable<Integer> {
    @Mixin
    private final Installation installation = new Installation();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--role", paramLabel = "ROLE", defaultValue = "MEMBER",
        description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Everybody is a MEMBER too.")
    private Role role = Role.MEMBER;

    @Option(names = "--channel", paramLabel = "SLUG",
        description = "What an EDITOR edits; repeat it for several channels.")
    private List<String> channels = List.of();

    @Parameters(paramLabel = "NAME", description = "The user name: 2 to 32 characters of any script.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      if ((role == Role.EDITOR) == channels.isEmpty()) {
        throw new CommandLine.ParameterException(spec.commandLine(), role == Role.EDITOR
            ? "An EDITOR edits channels: say which with --channel SLUG." : "--channel is for --role EDITOR.");
      }
      String password = password();
      try (var platform = installation.open()) {
        platform.getBean(Members.class)
            .add(Viewer.CONSOLE, name, password, role, ids(platform.getBean(Channels.class).all()));
      }
      System.out.printf("Added %s as %s%s.%n", name, role,
          channels.isEmpty() ? "" : " of " + String.join(", ", new LinkedHashSet<>(channels)));
      return 0;
    }

    private Set<Long> ids(List<Channel> all) throws IOException {
      for (String slug : channels) {
        if (all.stream().noneMatch(c -> c.slug().equals(slug))) {
          throw new IOException("there is no channel " + slug);
        }
      }
      return all.stream().filter(c -> channels.contains(c.slug())).map(Channel::id).collect(Collectors.toSet());
    }

    /** Empty if nothing was given: that is refused like any other password that is too short. */
    private static String password() throws IOException {
      Console console = System.console();
      if (console == null || !console.isTerminal()) {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
      }
      String password = asked(console, "Password: ");
      if (!password.equals(asked(console, "The same again: "))) {
        throw new IOException("the two passwords are not the same");
      }
      return password;
    }

    private static String asked(Console console, String prompt) {
      char[] typed = console.readPassword(prompt);
      if (typed == null) {
        return "";
      }
      String password = new String(typed);
      Arrays.fill(typed, '\0');
      return password;
    }
  }
}
