package com.candylake.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every package and every file of it keeps to. */
@Tag("once")
class PackageTests {
  private static final int MOST_LINES = 500;
  private static final Pattern NULL_MARKED = Pattern.compile("^@NullMarked$", Pattern.MULTILINE);

  /** Who speaks HTTP beside the controllers. */
  private static final Set<String> SPEAKS_SERVLET = Set.of("form", "live", "ops", "web");

  /** And the one class that sets cookies for several of them. */
  private static final String COOKIES = House.ROOT + ".account.SessionCookies";

  @Test
  void everyPackageIsNullMarked() {
    Set<Path> folders = Stream.of(House.JAVA, House.TEST_JAVA)
        .flatMap(root -> House.files(root, ".java").stream()
            .map(f -> Objects.requireNonNull(root.relativize(f).getParent())))
        .collect(Collectors.toCollection(TreeSet::new));
    House.expectNone("Without @NullMarked in package-info.java nobody checks the package for null:",
        folders.stream().filter(folder -> Stream.of(House.JAVA, House.TEST_JAVA)
                .map(root -> root.resolve(folder).resolve("package-info.java"))
                .noneMatch(info -> Files.exists(info) && NULL_MARKED.matcher(House.read(info)).find()))
            .map(Path::toString).toList());
  }

  @Test
  void onlyTheEdgeKnowsServlets() {
    House.expectNone("A use case does not know that it was asked over HTTP. Read what it needs from the request in the"
            + " *Controller, or in web, and hand it over:",
        House.classes().stream()
            .filter(c -> c.getPackageName().startsWith(House.ROOT))
            .filter(c -> !SPEAKS_SERVLET.contains(House.packageOf(c)))
            .filter(c -> !House.topLevel(c).getSimpleName().endsWith("Controller"))
            .filter(c -> !c.getName().equals(COOKIES))
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .filter(d -> isServlet(d.getTargetClass()))
            .map(d -> d.getDescription()).toList());
  }

  private static boolean isServlet(JavaClass type) {
    return type.getBaseComponentType().getPackageName().startsWith("jakarta.servlet");
  }

  @Test
  void filesAreShortEnoughToHoldInTheHead() {
    List<String> faults = new ArrayList<>();
    for (Path file : House.files(House.JAVA, ".java")) {
      long lines = House.read(file).lines().count();
      if (lines > MOST_LINES) {
        faults.add(file + ": " + lines + " lines");
      }
    }
    House.expectNone("Over " + MOST_LINES + " lines a class has two nouns in it; find the second and move it out:",
        faults);
  }
}
