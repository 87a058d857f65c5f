package com.candylake.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Java and templates speak of messages: string literals that are keys, or the beginning of keys. */
final class MessageUses {
  private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\\\n])*+)\"");
  private static final Pattern KEY = Pattern.compile("[a-z]+(?:[.-][a-zA-Z0-9]+)*\\.[a-zA-Z0-9-]+");
  private static final Pattern ASKED = Pattern.compile("\\b(?:t|counted)\\(\\s*\"([^\"]*)\"\\s*(\\+)?");
  private static final Pattern TOLD = Pattern.compile("\\b(?:Refusal\\.invalid|Problem\\.of|new (?:Refusal\\.)?Problem"
      + "|new (?:Refusal\\.)?Conflict)\\s*\\(");
  private static final Pattern BUILT = Pattern.compile("\"([a-z]+(?:[.-][a-z0-9]+)*\\.)\"\\s*\\+");

  /** @param literal what stands between the quotes */
  record Use(String literal, Path file, int line) {
    @Override
    public String toString() {
      return file + ":" + line + ": \"" + literal + "\"";
    }
  }

  /** Every string literal that could be a key, by its place. */
  final List<Use> possible = new ArrayList<>();
  /** Those handed over as a key. */
  final List<Use> certain = new ArrayList<>();
  /** Beginnings of keys, with a dot at the end, to which something is added. */
  final List<Use> beginnings = new ArrayList<>();

  MessageUses() {
    House.files(House.JAVA, ".java").forEach(this::read);
    House.files(House.TEMPLATES, ".jte").forEach(this::read);
  }

  private void read(Path file) {
    String source = file.toString().endsWith(".java") ? House.blank(House.read(file)) : House.read(file);
    var lines = new TreeMap<Integer, Integer>();
    for (int at = 0, line = 1; at >= 0; at = next(source, at)) {
      lines.put(at, line++);
    }
    Matcher literals = LITERAL.matcher(source);
    // each quote may begin one: in templates the quotes of Java stand inside those of HTML
    for (int from = 0; literals.find(from); from = literals.start() + 1) {
      if (KEY.matcher(literals.group(1)).matches()) {
        possible.add(new Use(literals.group(1), file, lines.floorEntry(literals.start()).getValue()));
      }
    }
    Matcher asked = ASKED.matcher(source);
    while (asked.find()) {
      var use = new Use(asked.group(1), file, lines.floorEntry(asked.start()).getValue());
      (asked.group(2) == null ? certain : beginnings).add(use);
    }
    Matcher built = BUILT.matcher(source);
    while (built.find()) {
      beginnings.add(new Use(built.group(1), file, lines.floorEntry(built.start()).getValue()));
    }
    Matcher told = TOLD.matcher(source);
    while (told.find()) {
      List<String> arguments = TemplateScanner.split(arguments(source, told.end()));
      int place = told.group().contains("Conflict") ? 0 : 1;
      if (arguments.size() > place) {
        int line = lines.floorEntry(told.start()).getValue();
        House.literals(arguments.get(place)).forEach(l -> certain.add(new Use(l, file, line)));
      }
    }
  }

  private static int next(String source, int at) {
    int end = source.indexOf('\n', at);
    return end < 0 ? -1 : end + 1;
  }

  /** What stands between the parenthesis that ends before {@code from} and the one that closes it. */
  private static String arguments(String source, int from) {
    int depth = 1;
    int at = from;
    for (; at < source.length() && depth > 0; at++) {
      char c = source.charAt(at);
      if (c == '"') {
        for (at++; source.charAt(at) != '"'; at++) {
          at += source.charAt(at) == '\\' ? 1 : 0;
        }
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return source.substring(from, at - 1);
  }
}
