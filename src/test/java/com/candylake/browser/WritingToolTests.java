package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.candylake.account.Sessions;
import com.candylake.testkit.People;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Buttons, keys and pasting for who does not know Markdown; an input method is never disturbed. */
class WritingToolTests extends BrowserTest {
  @Autowired private Sessions sessions;

  private Page writer() {
    Page page = browser(reader());
    page.context().addCookies(List.of(
        new Cookie(Sessions.COOKIE, sessions.open(People.id(people.member()), "test")).setUrl(http.base())));
    page.navigate("/write");
    return page;
  }

  private static void select(Page page, int start, int end) {
    page.evaluate("([start, end]) => { const b = document.getElementById('body'); b.focus();"
        + " b.setSelectionRange(start, end); }", List.of(start, end));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"bold|湖边**早晨**安静", "italic|湖边*早晨*安静", "link|湖边[早晨](https://)安静",
      "heading|## 湖边早晨安静", "quote|> 湖边早晨安静", "list|- 湖边早晨安静", "numbers|1. 湖边早晨安静", "code|湖边`早晨`安静"})
  void aButtonDoesItAndUndoTakesItBack(String tool, String result) {
    Page page = writer();
    page.locator("#body").fill("湖边早晨安静");
    select(page, 2, 4);
    page.locator("#tools button[data-tool=" + tool + "]").click();
    assertThat(page.locator("#body")).hasValue(result);
    assertThat(page.locator("#body")).isFocused();
    page.keyboard().press("Control+z");
    assertThat(page.locator("#body")).hasValue("湖边早晨安静");
  }

  @Test
  void whatIsBoldIsPlainAgainByTheSameKey() {
    Page page = writer();
    page.locator("#body").fill("湖边早晨安静");
    select(page, 2, 4);
    page.keyboard().press("Control+b");
    assertThat(page.locator("#body")).hasValue("湖边**早晨**安静");
    page.keyboard().press("Control+b");
    assertThat(page.locator("#body")).hasValue("湖边早晨安静");
    page.keyboard().press("Control+i");
    assertThat(page.locator("#body")).hasValue("湖边*早晨*安静");
    page.keyboard().press("Control+k");
    assertThat(page.locator("#body")).hasValue(Pattern.compile(".*\\[早晨]\\(https://\\).*"));
  }

  @Test
  void tablesNotesAndBlocksOfCodeArePutInWhole() {
    Page page = writer();
    page.locator("#body").fill("人口");
    page.locator("#body").press("Control+End");
    page.locator("#tools button[data-tool=note]").click();
    page.keyboard().type("来源。");
    assertThat(page.locator("#preview .footnotes, #preview section")).containsText("来源。");
    page.locator("#body").fill("");
    page.locator("#tools button[data-tool=table]").click();
    page.keyboard().type("城市");
    assertThat(page.locator("#preview th").first()).hasText("城市");
    page.locator("#body").fill("");
    page.locator("#tools button[data-tool=code]").click();
    page.keyboard().type("x = 1");
    assertThat(page.locator("#preview pre code")).hasText("x = 1");
  }

  @Test
  void aListGoesOnAndEnds() {
    Page page = writer();
    page.locator("#body").focus();
    page.keyboard().type("- 一");
    page.keyboard().press("Enter");
    page.keyboard().type("二");
    page.keyboard().press("Enter");
    page.keyboard().press("Enter");
    page.keyboard().type("1. 甲");
    page.keyboard().press("Enter");
    page.keyboard().type("乙");
    assertThat(page.locator("#body")).hasValue("- 一\n- 二\n1. 甲\n2. 乙");
  }

  @Test
  void whatAnInputMethodComposesIsItsOwn() {
    Page page = writer();
    page.locator("#body").fill("- ");
    page.locator("#body").press("Control+End");
    CDPSession session = page.context().newCDPSession(page);
    var composing = new JsonObject();
    composing.addProperty("text", "にほ");
    composing.addProperty("selectionStart", 2);
    composing.addProperty("selectionEnd", 2);
    session.send("Input.imeSetComposition", composing);
    assertThat(page.locator("#body")).hasValue("- にほ");
    // a key that the input method takes, as browsers report it
    page.evaluate("() => document.getElementById('body').dispatchEvent(new KeyboardEvent('keydown',"
        + " { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))");
    assertThat(page.locator("#body")).hasValue("- にほ");
    var done = new JsonObject();
    done.addProperty("text", "日本");
    session.send("Input.insertText", done);
    assertThat(page.locator("#body")).hasValue("- 日本");
  }

  @Test
  void whatIsPastedFromAPageIsMarkdownAndCanBeUndone() {
    Page page = writer();
    page.locator("#body").fill("前。");
    select(page, 2, 2);
    paste(page, "<p>早上<b>六点</b>，见<a href=\"https://example.org/\">这里</a>。</p><script>alert(1)</script>", "早上六点，见这里。");
    assertThat(page.locator("#body")).hasValue("前。早上**六点**，见[这里](https://example.org/)。");
    page.locator("#body").press("Control+z");
    assertThat(page.locator("#body")).hasValue("前。");
  }

  private static void paste(Page page, String html, String text) {
    page.evaluate("([html, text]) => { const data = new DataTransfer(); data.setData('text/html', html);"
        + " data.setData('text/plain', text); document.getElementById('body').dispatchEvent(new ClipboardEvent('paste',"
        + " { clipboardData: data, bubbles: true, cancelable: true })); }", List.of(html, text));
  }

  @Test
  void theToolsAreOneStopOfTheTabKey() {
    Page page = writer();
    page.locator("#title").focus();
    page.keyboard().press("Tab");
    assertThat(page.locator("#tools button[data-tool=bold]")).isFocused();
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#tools button[data-tool=italic]")).isFocused();
    page.keyboard().press("End");
    assertThat(page.locator("#tools button[data-tool=note]")).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.locator("#body")).isFocused();
  }
}
