package com.candylake.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What no file of the repository holds. */
@Tag("once")
class RepositoryTests {
  private static final int WIDTH = 128;
  private static final Pattern SOMEBODYS_MACHINE = Pattern.compile("(?<![\\w.)}-])/(?:work|root|home)/[\\w.]");
  private static final Pattern POSTPONED = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME)\\b(?!.*#\\d)");
  private static final Set<String> NOT_OURS = Set.of(".git", "target", "data");

  @Test
  void noFileKnowsSomebodysMachine() throws IOException {
    House.expectNone("These lines name a folder of one machine. Use a path relative to the project, or a setting:",
        lines(files(), line -> SOMEBODYS_MACHINE.matcher(line).find()));
  }

  @Test
  void whatIsPostponedHasAnIssue() throws IOException {
    House.expectNone("Do it now, or open an issue and name it on the line (#12):",
        lines(files(), line -> POSTPONED.matcher(line).find()));
  }

  @Test
  void javaFitsTheWidth() {
    House.expectNone("Break these lines; " + WIDTH + " columns fit two files beside each other:",
        lines(Stream.of(House.JAVA, House.TEST_JAVA).flatMap(root -> House.files(root, ".java").stream()).toList(),
            line -> line.codePointCount(0, line.length()) > WIDTH));
  }

  private static List<String> lines(List<Path> files, Predicate<String> fault) {
    var faults = new ArrayList<String>();
    for (Path file : files) {
      List<String> lines = text(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (fault.test(line)) {
          String shown = line.strip();
          faults.add("%s:%d: %s".formatted(file, i + 1, shown.length() > 200 ? shown.substring(0, 200) + "…" : shown));
        }
      }
    }
    return faults;
  }

  /** Empty for what is no text. */
  private static String text(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      for (byte b : bytes) {
        if (b == 0) {
          return "";
        }
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** What git keeps; all files, where the project was unpacked without its history. */
  private static List<Path> files() throws IOException {
    if (!Files.exists(Path.of(".git"))) {
      return walk();
    }
    Process git = new ProcessBuilder("git", "ls-files", "-z").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return names.isEmpty() ? walk()
        : Pattern.compile("\0").splitAsStream(names).map(Path::of).filter(Files::isRegularFile).toList();
  }

  private static List<Path> walk() throws IOException {
    var found = new ArrayList<Path>();
    Path here = Path.of("");
    Files.walkFileTree(here, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return NOT_OURS.contains(folder.toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        found.add(file);
        return FileVisitResult.CONTINUE;
      }
    });
    return found;
  }
}
