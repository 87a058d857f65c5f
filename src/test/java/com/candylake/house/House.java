package com.candylake.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The codebase as its own tests see it: compiled classes, source files, and how a broken rule is reported. */
final class House {
  static final String ROOT = "com.candylake";
  static final Path JAVA = Path.of("src/main/java");
  static final Path TEST_JAVA = Path.of("src/test/java");
  static final Path TEMPLATES = Path.of("src/main/jte");

  /** What Java tokens hide text in; tried in this order at each place, so that none is found inside another. */
  private static final Pattern LITERALS = Pattern.compile("""
      //[^\\n]*|/\\*[\\s\\S]*?\\*/|\"""[\\s\\S]*?\"""|"((?:\\\\.|[^"\\\\\\n])*+)"|'(?:\\\\.|[^'\\\\\\n])++'""");

  private House() {}

  /** The application's classes and the compiled templates, without tests. Read once. */
  static JavaClasses classes() {
    return Classes.ALL;
  }

  private static final class Classes {
    private static final JavaClasses ALL = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT, "gg.jte.generated");
  }

  /** {@code account} for everything in {@code com.candylake.account}; empty outside any package of the house. */
  static String packageOf(JavaClass type) {
    return type.getPackageName().startsWith(ROOT + ".") ? type.getPackageName().substring(ROOT.length() + 1) : "";
  }

  /** The class that the file is named after. */
  static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(House::topLevel).orElse(type);
  }

  /** All files below a folder whose name ends so, in a stable order. */
  static List<Path> files(Path folder, String end) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> Files.isRegularFile(f) && f.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** The ordinary string literals of Java source, as written between their quotes; none from comments. */
  static List<String> literals(String java) {
    var literals = new ArrayList<String>();
    var matcher = LITERALS.matcher(java);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        literals.add(matcher.group(1));
      }
    }
    return literals;
  }

  /** Java source whose comments, text blocks and characters are blank, its lines in place. */
  static String blank(String java) {
    return LITERALS.matcher(java).replaceAll(m -> Matcher.quoteReplacement(
        m.group(1) == null ? m.group().replaceAll("[^\\n]", " ") : m.group()));
  }

  /** Fails with what to do and with every place where it is to be done. */
  static void expectNone(String advice, Collection<String> faults) {
    if (!faults.isEmpty()) {
      throw new AssertionError(advice + "\n  " + String.join("\n  ", new TreeSet<>(faults)));
    }
  }
}
