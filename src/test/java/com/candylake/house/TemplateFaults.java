package com.candylake.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** What a template may not hold: text that no translator sees, and what the Content-Security-Policy would not run. */
final class TemplateFaults {
  private static final Set<String> READ_BY_PEOPLE = Set.of("alt", "title", "aria-label", "aria-description",
      "aria-placeholder", "aria-roledescription", "aria-valuetext", "placeholder", "label", "abbr", "summary");
  private static final Set<String> READ_METAS = Set.of("description", "author", "keywords", "application-name",
      "apple-mobile-web-app-title", "og:title", "og:description", "og:site_name", "twitter:title",
      "twitter:description");
  private static final Set<String> BUTTONS = Set.of("submit", "button", "reset");
  private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction");

  /** Parameters of our own templates that are printed for people. */
  private static final Set<String> PRINTED_PARAMETERS = Set.of("title", "description", "submit", "label");

  /** The key of a message, whole or put together, and comparisons: literals that nobody reads. */
  private static final Pattern UNREAD = Pattern.compile(
      "\\b(?:t|counted)\\(\\s*\"[^\"]*\"(?:\\s*\\+\\s*[\\w.()]+(?:\\s*\\+\\s*\"[^\"]*\")?)?"
          + "|\"[^\"]*\"\\.equals\\(|\\.equals\\(\"[^\"]*\"|[!=]=\\s*\"[^\"]*\"");

  private final Set<String> keys;
  private final Set<String> names;
  private final TemplateScanner.Template template;
  private final List<String> text = new ArrayList<>();
  private final List<String> inline = new ArrayList<>();
  private final List<String> unsafe = new ArrayList<>();

  /**
   * @param keys of all messages
   * @param names texts that stay as they are in every language
   */
  TemplateFaults(String source, Set<String> keys, Set<String> names) {
    this.keys = keys;
    this.names = names;
    this.template = TemplateScanner.scan(source);
    Document html = Parser.xmlParser().setTrackPosition(true).parseInput(template.html(), "");
    html.traverse((node, depth) -> look(node));
    for (TemplateScanner.Argument argument : template.arguments()) {
      if (PRINTED_PARAMETERS.contains(argument.name())) {
        java(argument.java()).forEach(l -> text.add(argument.line() + ": " + argument.name() + " = \"" + l + "\""));
      }
    }
    for (TemplateScanner.Expression expression : template.expressions()) {
      if (expression.unsafe() && !expression.java().endsWith(".html()")) {
        unsafe.add(expression.line() + ": $unsafe{" + expression.java() + "}");
      }
    }
  }

  /** Text for people that is written into the template, each with its line. */
  List<String> text() {
    return text;
  }

  /** Styles and scripts in the page itself. */
  List<String> inline() {
    return inline;
  }

  /** What is printed without escaping and is not HTML made by the package text. */
  List<String> unsafe() {
    return unsafe;
  }

  private void look(Node node) {
    switch (node) {
      case TextNode words -> text(line(node), "", words.getWholeText());
      case Element element -> {
        String tag = element.normalName();
        if (tag.equals("style") || tag.equals("script") && !element.hasAttr("src")) {
          inline.add(line(node) + ": <" + tag + ">");
        }
        for (Attribute attribute : element.attributes()) {
          look(element, attribute);
        }
      }
      default -> {}
    }
  }

  private void look(Element element, Attribute attribute) {
    String name = attribute.getKey().toLowerCase(Locale.ROOT);
    String value = attribute.getValue();
    if (name.equals("style") || name.startsWith("on")
        || ADDRESSES.contains(name) && value.strip().toLowerCase(Locale.ROOT).startsWith("javascript:")) {
      inline.add(line(element) + ": " + name + "=\"" + value + "\"");
    }
    if (READ_BY_PEOPLE.contains(name) || isRead(element, name)) {
      text(line(element), name + "=", value);
    }
  }

  private static boolean isRead(Element element, String attribute) {
    return switch (element.normalName()) {
      case "meta" -> attribute.equals("content")
          && (READ_METAS.contains(element.attr("name")) || READ_METAS.contains(element.attr("property")));
      case "button", "input" -> attribute.equals("value") && BUTTONS.contains(element.attr("type"));
      default -> false;
    };
  }

  private void text(int line, String where, String words) {
    if (hasLetter(words) && !names.contains(words.strip())) {
      long above = words.chars().takeWhile(c -> !Character.isLetter(c)).filter(c -> c == '\n').count();
      text.add((line + above) + ": " + where + "\"" + words.strip() + "\"");
    }
    words.chars().filter(c -> c >= TemplateScanner.FIRST && c - TemplateScanner.FIRST < template.expressions().size())
        .mapToObj(c -> template.expressions().get(c - TemplateScanner.FIRST))
        .forEach(e -> java(e.java())
            .forEach(l -> text.add(e.line() + ": " + where + "\"" + l + "\" in ${" + e.java() + "}")));
  }

  /** String literals of an expression that people would read. */
  private List<String> java(String java) {
    return House.literals(UNREAD.matcher(java).replaceAll("")).stream()
        .filter(l -> hasLetter(l) && !keys.contains(l) && !names.contains(l)).toList();
  }

  private static boolean hasLetter(String words) {
    return words.codePoints().anyMatch(Character::isLetter);
  }

  private static int line(Node node) {
    return node.sourceRange().start().lineNumber();
  }
}
