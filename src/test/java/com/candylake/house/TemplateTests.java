package com.candylake.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Templates hold structure; what people read comes from messages and from the database. */
@Tag("once")
class TemplateTests {
  /** Texts that stay as they are in every language, by template, and why. */
  private static final Map<String, Names> NAMES = Map.of(
      "web/mark.jte", new Names(Set.of("Candy", "Lake"), "the name of the product, set as its mark"));

  private record Names(Set<String> texts, String reason) {}

  @Test
  void templatesHoldNoText() {
    House.expectNone("Put these words into src/main/resources/messages/*.properties, in every language, and print"
        + " ${frame.t(\"package.thing.state\")}:", faults(TemplateFaults::text));
  }

  @Test
  void stylesAndScriptsStandInFilesOfTheirOwn() {
    House.expectNone("The Content-Security-Policy runs nothing that stands in the page. Put it into candylake.css or a"
        + " module under src/main/resources/static:", faults(TemplateFaults::inline));
  }

  @Test
  void onlyRenderedHtmlIsPrintedUnescaped() {
    House.expectNone("$unsafe prints what the package text has rendered and nothing else: something that ends in"
        + " .html(). Use ${…}, which escapes:", faults(TemplateFaults::unsafe));
  }

  @Test
  void theExceptionsAreStillNeeded() {
    var idle = new ArrayList<String>();
    NAMES.forEach((template, names) -> {
      String html = TemplateScanner.scan(House.read(House.TEMPLATES.resolve(template))).html();
      names.texts.stream().filter(t -> !html.contains(t)).forEach(t -> idle.add(template + ": " + t));
    });
    House.expectNone("Nothing in the template says so any more; delete the entry from NAMES:", idle);
  }

  private static List<String> faults(Function<TemplateFaults, List<String>> which) {
    Set<String> keys = Catalogue.of("zh-Hans").messages().keySet();
    var faults = new ArrayList<String>();
    for (Path file : House.files(House.TEMPLATES, ".jte")) {
      String name = House.TEMPLATES.relativize(file).toString().replace('\\', '/');
      Names names = NAMES.get(name);
      try {
        which.apply(new TemplateFaults(House.read(file), keys, names == null ? Set.of() : names.texts))
            .forEach(f -> faults.add(file + ":" + f));
      } catch (IllegalArgumentException e) {
        throw new AssertionError(file + " cannot be read: " + e.getMessage(), e);
      }
    }
    return faults;
  }
}
