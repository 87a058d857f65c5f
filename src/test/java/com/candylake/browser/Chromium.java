package com.candylake.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The machine's own Chromium, started once for all tests; where there is none they are skipped. */
final class Chromium implements ExecutionCondition {
  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
      "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");
  private static final Optional<Path> PATH = places().stream().filter(Files::isExecutable).findFirst();
  private static boolean told;

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (PATH.isPresent()) {
      return ConditionEvaluationResult.enabled("chromium is at " + PATH.get());
    }
    String none = "no chromium at " + String.join(", ", places().stream().map(Path::toString).toList())
        + ": the browser tests are skipped";
    if (!told) {
      told = true;
      System.out.println(none);
    }
    return ConditionEvaluationResult.disabled(none);
  }

  /** {@code CANDYLAKE_CHROMIUM} alone if it is set, else the usual names on the search path. */
  private static List<Path> places() {
    String named = System.getenv("CANDYLAKE_CHROMIUM");
    if (named != null && !named.isBlank()) {
      return List.of(Path.of(named));
    }
    var places = new ArrayList<Path>();
    String search = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String name : NAMES) {
      Stream.of(search.split(File.pathSeparator)).filter(folder -> !folder.isBlank())
          .map(folder -> Path.of(folder, name)).forEach(places::add);
    }
    return places;
  }

  /** Ends with the tests' process. */
  static Browser browser() {
    return Running.BROWSER;
  }

  /** One in a process of its own, and what ends that in the middle of whatever it does. */
  record Killable(Browser browser, ProcessHandle process) {
    void kill() {
      process.destroyForcibly();
    }
  }

  static Killable another() {
    browser();
    Set<ProcessHandle> before = processes();
    Browser browser = Running.start();
    Set<ProcessHandle> started = processes();
    started.removeAll(before);
    // of a browser's processes the first is the parent of all others
    return new Killable(browser, started.stream()
        .filter(one -> one.parent().filter(started::contains).isEmpty()).findFirst().orElseThrow());
  }

  private static Set<ProcessHandle> processes() {
    return ProcessHandle.current().descendants().collect(Collectors.toCollection(HashSet::new));
  }

  private static final class Running {
    private static final Playwright PLAYWRIGHT = Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static final Browser BROWSER = start();

    private static Browser start() {
      return PLAYWRIGHT.chromium().launch(
          new BrowserType.LaunchOptions().setExecutablePath(PATH.orElseThrow()).setArgs(ARGUMENTS));
    }
  }
}
