package com.candylake.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.candylake.base.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Real news in five languages, which lie beside the project and are not part of it. */
@Tag("once")
class NewsTests {
  private static final Path NEWS = Path.of("..", "shared", "data", "news");

  record Story(String id, String lang, String title, List<String> paragraphs) {}

  @ParameterizedTest
  @ValueSource(strings = {"zh-Hans", "zh-Hant", "ja", "ko", "en"})
  void everyParagraphIsShownAsItWasWritten(String lang) throws IOException {
    Path file = NEWS.resolve(lang + ".jsonl");
    assumeTrue(Files.isReadable(file), "there is no news at " + file);
    JsonMapper json = JsonMapper.shared();
    List<Story> stories = Files.readAllLines(file).stream().map(line -> json.readValue(line, Story.class)).toList();
    assertThat(stories).hasSize(123);
    for (Story story : stories) {
      List<String> paragraphs = PlainTextTests.folded(story.paragraphs());
      assertThat(PlainTextTests.shown(story.paragraphs())).as(story.id()).isEqualTo(paragraphs);
      assertThat(InputGate.line("title", story.title(), 1, 200)).as(story.id()).isNotEmpty();
      Markdown.Rendered rendered = Markdown.article(PlainText.toMarkdown(story.paragraphs()), new Lang(lang));
      assertThat(InputGate.graphemes(rendered.excerpt())).as(story.id()).isBetween(40, 241);
      assertThat(rendered.readingSeconds()).as(story.id()).isBetween(10, 1200);
    }
  }
}
