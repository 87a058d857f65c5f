package com.candylake.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a jte template (jte.gg/syntax) apart: what is HTML, what is Java. In the HTML each expression leaves one
 * character of the private use area, {@link #FIRST} and up, and what else is taken out leaves its line breaks, so that
 * lines keep their numbers.
 */
final class TemplateScanner {
  static final char FIRST = '\uE000';
  private static final Pattern DIRECTIVE = Pattern.compile("\\G@(else|endif|endfor)\\b");
  private static final Pattern CONDITION = Pattern.compile("\\G@(if|elseif|for)\\s*\\(");
  private static final Pattern CALL = Pattern.compile("\\G@(template|layout)\\.([\\w.]+)\\s*\\(");
  private static final Pattern HEADER = Pattern.compile("\\G@(import|param)\\s");

  /** @param unsafe whether it is printed as it is, without escaping */
  record Expression(String java, boolean unsafe, int line) {}

  /** An argument of a call of another template, without the content blocks in it. */
  record Argument(String name, String java, int line) {}

  record Template(String html, List<Expression> expressions, List<Argument> arguments) {}

  private final String source;
  private final StringBuilder html = new StringBuilder();
  private final List<Expression> expressions = new ArrayList<>();
  private final List<Argument> arguments = new ArrayList<>();
  private int at;

  private TemplateScanner(String source) {
    this.source = source;
  }

  /** @throws IllegalArgumentException if a brace, parenthesis, quote or backtick is not closed */
  static Template scan(String source) {
    var scanner = new TemplateScanner(source);
    scanner.content(false);
    return new Template(scanner.html.toString(), scanner.expressions, scanner.arguments);
  }

  private void content(boolean block) {
    int opened = line();
    while (at < source.length()) {
      if (block && source.charAt(at) == '`') {
        at++;
        return;
      }
      if (!comment() && !expression() && !directive()) {
        html.append(source.charAt(at++));
      }
    }
    if (block) {
      throw unclosed("`", opened);
    }
  }

  private boolean comment() {
    return skip("<%--", "--%>") || skip("<!--", "-->");
  }

  private boolean skip(String open, String close) {
    if (!source.startsWith(open, at)) {
      return false;
    }
    int end = source.indexOf(close, at + open.length());
    if (end < 0) {
      throw unclosed(open, line());
    }
    keepLines(at, end);
    at = end + close.length();
    return true;
  }

  private boolean expression() {
    boolean unsafe = source.startsWith("$unsafe{", at);
    if (unsafe || source.startsWith("${", at)) {
      int line = line();
      at = source.indexOf('{', at) + 1;
      html.append((char) (FIRST + expressions.size()));
      int place = expressions.size();
      expressions.add(new Expression("", unsafe, line));
      expressions.set(place, new Expression(java('}').strip(), unsafe, line));
      return true;
    }
    if (source.startsWith("!{", at)) {
      at += 2;
      java('}');
      return true;
    }
    return false;
  }

  private boolean directive() {
    if (source.charAt(at) != '@') {
      return false;
    }
    if (source.startsWith("@raw", at)) {
      int end = source.indexOf("@endraw", at);
      if (end < 0) {
        throw unclosed("@raw", line());
      }
      html.append(source, at + "@raw".length(), end);
      at = end + "@endraw".length();
      return true;
    }
    var header = HEADER.matcher(source);
    if (header.find(at)) {
      at = header.end();
      java('\n');
      html.append('\n');
      return true;
    }
    var directive = DIRECTIVE.matcher(source);
    if (directive.find(at)) {
      at = directive.end();
      return true;
    }
    var condition = CONDITION.matcher(source);
    if (condition.find(at)) {
      at = condition.end();
      java(')');
      return true;
    }
    var call = CALL.matcher(source);
    if (call.find(at)) {
      at = call.end();
      int line = line();
      split(java(')')).forEach(argument -> {
        int equals = argument.indexOf('=');
        arguments.add(equals < 0 ? new Argument("", argument, line)
            : new Argument(argument.substring(0, equals).strip(), argument.substring(equals + 1).strip(), line));
      });
      return true;
    }
    if (source.startsWith("@`", at)) {
      at += 2;
      content(true);
      return true;
    }
    return false;
  }

  /** Java up to the bracket (or line end) that closes it, which is passed; content blocks in it go to the HTML. */
  private String java(char close) {
    int opened = line();
    var java = new StringBuilder();
    var open = new ArrayList<Character>();
    while (at < source.length()) {
      char c = source.charAt(at);
      if (open.isEmpty() && c == close) {
        at++;
        return java.toString();
      }
      if (source.startsWith("@`", at)) {
        at += 2;
        content(true);
        continue;
      }
      if (c == '"' || c == '\'') {
        java.append(literal(c));
        continue;
      }
      if (c == '(' || c == '[' || c == '{') {
        open.add(c == '(' ? ')' : c == '[' ? ']' : '}');
      } else if (c == ')' || c == ']' || c == '}') {
        if (open.isEmpty() || open.removeLast() != c) {
          throw new IllegalArgumentException("line " + line() + ": " + c + " closes nothing");
        }
      }
      if (c == '\n') {
        html.append(c);
      }
      java.append(c);
      at++;
    }
    if (close == '\n' && open.isEmpty()) {
      return java.toString();
    }
    throw unclosed(String.valueOf(close), opened);
  }

  private String literal(char quote) {
    int start = at;
    String fence = source.startsWith("\"\"\"", at) ? "\"\"\"" : String.valueOf(quote);
    at += fence.length();
    while (at < source.length() && !source.startsWith(fence, at)) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= source.length()) {
      at = start;
      throw unclosed(fence, line());
    }
    at += fence.length();
    keepLines(start, at);
    return source.substring(start, at);
  }

  /** Arguments, at the commas that stand in no bracket and no literal. */
  static List<String> split(String java) {
    var parts = new ArrayList<String>();
    var inner = new TemplateScanner(java);
    var part = new StringBuilder();
    int depth = 0;
    while (inner.at < java.length()) {
      char c = java.charAt(inner.at);
      if (c == '"' || c == '\'') {
        part.append(inner.literal(c));
        continue;
      }
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
      inner.at++;
    }
    if (!part.toString().isBlank()) {
      parts.add(part.toString().strip());
    }
    return parts;
  }

  private void keepLines(int from, int to) {
    source.substring(from, to).chars().filter(c -> c == '\n').forEach(c -> html.append('\n'));
  }

  private int line() {
    return 1 + (int) source.substring(0, Math.min(at, source.length())).chars().filter(c -> c == '\n').count();
  }

  private static IllegalArgumentException unclosed(String what, int line) {
    return new IllegalArgumentException("line " + line + ": " + what + " is not closed");
  }
}
