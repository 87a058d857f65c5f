package com.candylake.ops;

import com.candylake.CandyLake;
import com.candylake.base.DataFolder;
import com.candylake.base.TimeConfiguration;
import com.candylake.database.Connections;
import com.candylake.database.DatabaseProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Option;

/** Where the installation is that a verb works on, and how it is opened. */
final class Installation {
  @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:CANDYLAKE_DATA:-data}",
      description = "The data folder (default: ${DEFAULT-VALUE}). Configuration is read from candylake.properties in it.")
  Path data = Path.of("data");

  /** The platform without its web server, for verbs that work beside a running one or without any. */
  ConfigurableApplicationContext open() {
    return builder(WebApplicationType.NONE).run(arguments(data, null));
  }

  /** What is configured; the database is neither opened nor brought up to date by this. */
  Configuration configuration() {
    try (var context = new SpringApplicationBuilder(Configured.class).web(WebApplicationType.NONE).logStartupInfo(false)
        .run(arguments(data, null))) {
      DataFolder folder = context.getBean(DataFolder.class);
      return new Configuration(folder, new Connections(context.getBean(DatabaseProperties.class), folder),
          context.getBean(Clock.class));
    }
  }

  record Configuration(DataFolder folder, Connections database, Clock clock) {}

  @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties({DatabaseProperties.class, DataFolder.class})
  @org.springframework.context.annotation.Import(TimeConfiguration.class)
  static class Configured {}

  static ConfigurableApplicationContext serve(Path data, @Nullable Integer port) {
    return builder(WebApplicationType.SERVLET).run(arguments(data, port));
  }

  private static SpringApplicationBuilder builder(WebApplicationType type) {
    return new SpringApplicationBuilder(CandyLake.class).web(type).logStartupInfo(false);
  }

  static String[] arguments(Path data, @Nullable Integer port) {
    List<String> arguments = new ArrayList<>(List.of(
        "--candylake.data=" + data,
        // UTF-8, unlike Java's own reading of such files: names and statements are Chinese, Japanese or Korean
        "--spring.config.import=optional:file:" + data.resolve("candylake.properties").toAbsolutePath() + "[encoding=utf-8]"));
    if (port != null) {
      arguments.add("--candylake.port=" + port);
    }
    return arguments.toArray(String[]::new);
  }
}
