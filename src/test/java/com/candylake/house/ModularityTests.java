package com.candylake.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.CandyLake;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Which packages there are, and which of them may use which. */
@Tag("once")
class ModularityTests {
  private static final Path MAP = Path.of("docs/MAP.md");
  private static final String BEGIN = "<!-- packages -->";
  private static final String END = "<!-- /packages -->";
  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

  /** Guess the noun: that is the package. The nouns of the house; a new one is a decision. */
  private static final Set<String> NOUNS = Set.of(
      "account", "api", "archive", "article", "base", "cache", "card", "change", "channel", "database", "favourite", "flash",
      "follow", "form", "front", "guard", "item", "ledger", "limit", "live", "locale", "mail", "media", "moderation", "notice",
      "notify", "ops", "reply", "search", "setting", "syndication", "text", "topic", "transfer", "view", "vote", "web");

  @Test
  void packagesUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(CandyLake.class).verify();
  }

  @Test
  void everyPackageButOpsDeclaresWhatItUses() {
    House.expectNone("Say in package-info.java what the package may use:"
            + " @ApplicationModule(allowedDependencies = {\"base\", …}). Without it everything is allowed.",
        packages().stream().filter(p -> !p.equals("ops") && new Package(p).mayUseAll()).toList());
  }

  @Test
  void noPackageOfTheTestsHidesADeclaration() {
    House.expectNone("Delete these. The package of src/main is @NullMarked already, and the class loader finds that of"
            + " the tests first: Modulith would see no declaration and allow everything.",
        House.files(House.TEST_JAVA, "package-info.java").stream()
            .filter(f -> Files.exists(House.JAVA.resolve(House.TEST_JAVA.relativize(f)))).map(Path::toString).toList());
  }

  @Test
  void nobodyUsesWebOrOps() {
    House.expectNone("web and ops are built on the others, and only ops may use web. Move what is shared down into the"
            + " package whose noun it is.",
        House.classes().stream()
            .filter(c -> c.getPackageName().startsWith(House.ROOT))
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .filter(d -> {
              String from = House.packageOf(d.getOriginClass());
              String to = House.packageOf(d.getTargetClass());
              return !from.equals(to) && (to.equals("ops") || to.equals("web") && !from.equals("ops"));
            })
            .map(d -> d.getDescription()).toList());
  }

  @Test
  void everyPackageIsANounOfTheHouse() {
    House.expectNone("Packages are flat, and each is a noun that somebody would guess. Put the class into one of "
            + new TreeSet<>(NOUNS) + ", or decide on the new noun and add it to NOUNS.",
        packages().stream().filter(p -> !NOUNS.contains(p)).toList());
  }

  @Test
  void theMapListsEveryPackage() throws IOException {
    assertThat(MAP).as("docs/MAP.md tells a newcomer where things are; write it, with the line %s and, below, the line"
        + " %s", BEGIN, END).exists();
    String map = Files.readString(MAP);
    int begin = map.indexOf(BEGIN);
    int end = map.indexOf(END);
    assertThat(begin >= 0 && begin < end)
        .as("docs/MAP.md needs a line %s and, below, a line %s; this test writes what stands between", BEGIN, END)
        .isTrue();
    String expected = map.substring(0, begin + BEGIN.length()) + "\n" + table() + map.substring(end);
    if (Boolean.getBoolean("candylake.write")) {
      Files.writeString(MAP, expected);
      return;
    }
    assertThat(map)
        .as("the packages in docs/MAP.md are out of date: mvn test -Dtest=ModularityTests -Dcandylake.write=true"
            + " -Dsurefire.failIfNoSpecifiedTests=false")
        .isEqualTo(expected);
  }

  private static String table() {
    var table = new StringBuilder("| package | for | may use |\n|---|---|---|\n");
    for (String name : packages()) {
      Package info = new Package(name);
      table.append("| `").append(name).append("` | ").append(info.purpose().replace("|", "\\|")).append(" | ")
          .append(info.mayUse()).append(" |\n");
    }
    return table.toString();
  }

  private static Set<String> packages() {
    return House.classes().stream().filter(c -> c.getPackageName().startsWith(House.ROOT + "."))
        .map(JavaClass::getPackageName).map(p -> p.substring(House.ROOT.length() + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private record Package(String name) {
    /** The first sentence of the package's Javadoc. */
    String purpose() {
      Path source = House.JAVA.resolve(House.ROOT.replace('.', '/')).resolve(name.replace('.', '/'))
          .resolve("package-info.java");
      assertThat(source).as("what the package is for, and what it may use").exists();
      Matcher javadoc = JAVADOC.matcher(House.read(source));
      assertThat(javadoc.find()).as("%s begins with a sentence of Javadoc: what the package is for", source).isTrue();
      String text = javadoc.group(1).replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
          .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`").strip();
      int stop = text.indexOf(". ");
      return stop < 0 ? text : text.substring(0, stop + 1);
    }

    /** As compiled from src/main: a package-info of the tests would hide it from the class loader. */
    List<String> allowed() {
      return House.classes().getPackage(House.ROOT + "." + name).tryGetAnnotationOfType(ApplicationModule.class)
          .map(m -> Arrays.asList(m.allowedDependencies())).orElse(List.of(ApplicationModule.OPEN_TOKEN));
    }

    boolean mayUseAll() {
      return allowed().contains(ApplicationModule.OPEN_TOKEN);
    }

    String mayUse() {
      return mayUseAll() ? "all" : allowed().isEmpty() ? "–"
          : allowed().stream().sorted().collect(Collectors.joining(", "));
    }
  }
}
