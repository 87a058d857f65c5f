package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Desk;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatingTests extends BrowserTest {
  @ParameterizedTest
  @CsvSource({"1280, true", "390, false"})
  void aTranslationIsAddedAndGoesStale(int width, boolean script) {
    Viewer author = people.member();
    Channel channel = desk.channel();
    long id = desk.article(author, channel, Desk.text(Lang.EN, "The ferry", "It leaves at seven.\n\nTickets are on board."));
    Page translator = browser(reader("zh-CN", width).setJavaScriptEnabled(script), people.editorOf(channel.id()));
    translator.navigate("/a/" + id + "?lang=en");
    translator.locator(".byline a").click();
    translator.locator("main a[href$='to=ja']").click();
    BoundingBox original = translator.locator(".pair .difference").first().boundingBox();
    BoundingBox field = translator.locator("[name='block.0']").boundingBox();
    if (width == WIDE) {
      assertThat(field.x).isGreaterThan(original.x + original.width);
    } else {
      assertThat(field.y).isGreaterThan(original.y + original.height - 1);
      assertThat((Integer) translator.evaluate("() => document.scrollingElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
    }
    translator.locator("#title").fill("渡し船");
    translator.locator("[name='block.0']").fill("七時に出ます。\n".repeat(6).strip());
    assertThat(translator.locator("[name='block.0']").boundingBox().height).as("it grows with its text")
        .isGreaterThan(field.height + 50);
    translator.locator("[name='block.0']").fill("七時に出ます。");
    translator.locator("[name='block.1']").fill("切符は船内で買えます。");
    translator.locator("main form.pairs .main").click();
    assertThat(translator.locator("h1.p-name")).hasText("渡し船");
    assertThat(translator.locator(".texts .stale")).hasCount(0);

    Page writer = browser(reader("en-US", width).setJavaScriptEnabled(script), author);
    writer.navigate("/a/" + id + "/edit?lang=en");
    writer.locator("#body").fill("It leaves at eight.\n\nTickets are on board.");
    writer.locator("#correction").fill("It leaves at eight, not at seven.");
    writer.locator("form.write .main").click();
    assertThat(writer.locator(".corrections .words")).hasText("It leaves at eight, not at seven.");

    Page page = browser(reader("ja-JP", width).setJavaScriptEnabled(script));
    page.navigate("/a/" + id);
    assertThat(page.locator("h1.p-name")).hasText("渡し船");
    page.locator(".texts .stale").click();
    assertThat(page.locator("del")).containsText("seven");
    assertThat(page.locator("ins")).containsText("eight");

    translator.navigate("/a/" + id + "/translate?to=ja");
    assertThat(translator.locator(".pair .since")).hasCount(1);
    assertThat(translator.locator("[name='block.0']")).hasValue("七時に出ます。");
    translator.locator("[name='block.0']").fill("八時に出ます。");
    translator.locator("main form.pairs .main").click();
    page.navigate("/a/" + id);
    assertThat(page.locator("main > article > .e-content")).containsText("八時");
    assertThat(page.locator(".texts .stale")).hasCount(0);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void sourcesAreAddedAndRemovedAndEnterPublishesNothing(boolean script) {
    Page page = browser(reader("en-US", WIDE).setJavaScriptEnabled(script), people.member());
    page.navigate("/write");
    page.locator("#title").fill("The ferry");
    page.locator("#body").fill("According to media reports it is late.");
    page.locator(".citing button[value=add]").click();
    page.locator("[id='cite.0.title']").fill("Timetable");
    page.locator("[id='cite.0.title']").press("Enter");
    assertThat(page.locator("[id='cite.0.title']")).hasValue("Timetable");
    assertThat(page).hasURL(Pattern.compile(".*/write(#sources)?"));
    page.locator(".citing button[value=add]").click();
    page.locator("[id='cite.1.title']").fill("Log");
    page.locator(".citing button[value='0']").click();
    assertThat(page.locator(".cited")).hasCount(1);
    assertThat(page.locator("[id='cite.0.title']")).hasValue("Log");
    assertThat(page.locator("#body")).hasValue("According to media reports it is late.");
    page.locator("#channel").selectOption("tech");
    page.locator("#language").selectOption("en");
    page.locator("form.write .main").click();
    assertThat(page.locator(".sources li")).hasText("Log");
  }
}
