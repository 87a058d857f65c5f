package com.candylake.ops;

import com.candylake.account.Invitations;
import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.setting.Settings;
import com.candylake.setting.Site;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "Starts the platform and serves until it is stopped.",
    mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
  /** In the place of an exit code: the server's threads keep the process alive. */
  static final int RUNNING = -1;

  @Mixin
  private final Installation installation = new Installation();

  @Option(names = "--port", paramLabel = "P", description = "The port (default: candylake.port, or 8080).")
  private @Nullable Integer port;

  @Override
  public Integer call() {
    ConfigurableApplicationContext running = Installation.serve(installation.data, port);
    announce(running, installation.data, "");
    return RUNNING;
  }

  static void announce(ConfigurableApplicationContext running, Path data, String what) {
    String bound = running.getEnvironment().getRequiredProperty("local.server.port");
    String address = running.getEnvironment().getProperty("candylake.address", "127.0.0.1");
    String name = running.getBean(Site.class).now().name(Lang.EN);
    String here = "http://" + address + ":" + bound;
    System.out.printf("%s%s is at %s (data in %s). Stop it with Ctrl+C.%n", what, name, here,
        data.toAbsolutePath().normalize());
    running.getBeanProvider(MetricsServer.class).ifAvailable(metrics ->
        System.out.printf("Its metrics are at %s.%n", metrics.address()));
    // printed and never logged: whoever has the link becomes the administrator
    running.getBean(Invitations.class).firstAdministrator(Viewer.CONSOLE).ifPresent(link ->
        System.out.printf("It has no administrator yet. Become it with this link, once, within a day: %s%s%n",
            running.getBean(Settings.class).givenAddress().orElse(here), link));
  }
}
