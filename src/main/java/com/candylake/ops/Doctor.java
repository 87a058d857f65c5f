package com.candylake.ops;

import com.candylake.base.DataFolder;
import com.candylake.base.TimeConfiguration;
import com.candylake.database.Connections;
import com.candylake.database.DatabaseProperties;
import com.candylake.live.LiveProperties;
import com.candylake.mail.MailProperties;
import com.candylake.web.ProxyProperties;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "doctor", mixinStandardHelpOptions = true,
    description = "Looks for what keeps the platform from running well, and says what to do. Without --repair it changes "
        + "nothing. Exits 1 if there is a problem; a warning is none.")
final class Doctor implements Callable<Integer> {
  @Mixin
  private final Installation installation = new Installation();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--deep", description = "Also compares counters, lists, references, the change log and the pages of a server "
      + "that runs with the rows that they are made from. Reads the whole database; the server may run meanwhile.")
  private boolean deep;

  @Option(names = "--repair", description = "With --deep: counts what is wrong anew, an item at a time.")
  private boolean repair;

  private final Map<Finding.Grade, Integer> tally = new EnumMap<>(Finding.Grade.class);

  /** Whether the database is such that the platform could be opened on it. */
  private boolean usable = true;

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties({DatabaseProperties.class, DataFolder.class, LiveProperties.class, ProxyProperties.class,
      MailProperties.class, MetricsProperties.class})
  @Import(TimeConfiguration.class)
  static class Configured {}

  @Override
  public Integer call() {
    if (repair && !deep) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--repair is for --deep.");
    }
    show(MachineChecks.java());
    show(MachineChecks.keys(installation.data));
    try (var context = new SpringApplicationBuilder(Configured.class).web(WebApplicationType.NONE).logStartupInfo(false)
        .run(Installation.arguments(installation.data, null))) {
      configured(context);
    } catch (RuntimeException e) {
      usable = false;
      show(new Check("values", "", () ->
          Finding.problem(Failures.say(e), "mend the configuration; see docs/CONFIGURATION.md")));
    }
    if (deep) {
      deeper();
    }
    return conclude();
  }

  private void configured(ConfigurableApplicationContext context) {
    DataFolder folder = context.getBean(DataFolder.class);
    DatabaseProperties properties = context.getBean(DatabaseProperties.class);
    Clock clock = context.getBean(Clock.class);
    new MachineChecks(folder, properties, context.getBean(LiveProperties.class), clock).all().forEach(this::show);
    var connections = new Connections(properties, folder);
    var database = new DatabaseChecks(connections, properties, clock);
    for (Check check : database.all()) {
      Finding.Grade grade = show(check);
      usable &= grade == Finding.Grade.OK || grade == Finding.Grade.WARNING && !check.name().equals(DatabaseChecks.SCHEMA);
    }
    usable &= database.isMade();
    var site = new SiteChecks(connections, context.getEnvironment(), context.getBean(ProxyProperties.class),
        context.getBean(MetricsProperties.class), folder, clock);
    site.outside().forEach(this::show);
    var mail = new MailChecks(connections, context.getBean(MailProperties.class), clock);
    mail.outside().forEach(this::show);
    if (usable && hasSchema(connections)) {
      site.inside().forEach(this::show);
      mail.inside().forEach(this::show);
    }
  }

  private static boolean hasSchema(Connections connections) {
    try (Connection connection = connections.open()) {
      return Ask.hasTable(connection, "session");
    } catch (SQLException e) {
      return false;
    }
  }

  /** On the platform's own use cases; opening it brings no migration in, since none is to come. */
  private void deeper() {
    if (!usable) {
      show(new Check("deep", "", () -> Finding.problem("not looked", "first mend what is above")));
      return;
    }
    try (var platform = installation.open()) {
      Audits audits = platform.getBean(Audits.class);
      for (Check check : audits.checks(repair, this::detail)) {
        show(check);
      }
    }
  }

  private void detail(String line) {
    System.out.printf("         %-15s %s%n", "", line);
  }

  private Finding.Grade show(Check check) {
    Finding finding = check.run();
    tally.merge(finding.grade(), 1, Integer::sum);
    System.out.printf("%-8s %-15s %s%n", switch (finding.grade()) {
      case OK -> "ok";
      case WARNING -> "warning";
      case PROBLEM -> "PROBLEM";
    }, check.name(), finding.found());
    if (!finding.advice().isEmpty()) {
      System.out.printf("         %-15s → %s%n", "", finding.advice());
    }
    return finding.grade();
  }

  private int conclude() {
    int checks = tally.values().stream().mapToInt(Integer::intValue).sum();
    int warnings = tally.getOrDefault(Finding.Grade.WARNING, 0);
    int problems = tally.getOrDefault(Finding.Grade.PROBLEM, 0);
    List<String> parts = new ArrayList<>(List.of(checks + " checks"));
    parts.add(problems == 0 ? "no problem" : problems == 1 ? "1 problem" : problems + " problems");
    if (warnings > 0) {
      parts.add(warnings == 1 ? "1 warning" : warnings + " warnings");
    }
    System.out.println(String.join(", ", parts) + ".");
    return problems == 0 ? 0 : 1;
  }
}
