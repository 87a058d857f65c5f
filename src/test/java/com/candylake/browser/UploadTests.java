package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Sessions;
import com.candylake.media.Samples;
import com.candylake.testkit.People;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Images come into a text as people bring them, and nothing that is typed is touched. */
class UploadTests extends BrowserTest {
  private static final Pattern PUBLISHED = Pattern.compile(".*/a/\\d+(?:\\?done=published)?");
  private static final String FILES = """
      const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], name, { type: 'image/png' }));
      """;
  @Autowired private Sessions sessions;

  private Page writer(String locale, int width) {
    Page page = browser(reader(locale, width));
    page.context().addCookies(List.of(
        new Cookie(Sessions.COOKIE, sessions.open(People.id(people.member()), "test")).setUrl(http.base())));
    page.navigate("/write");
    assertThat(page.locator(".upload .choose")).isVisible();
    return page;
  }

  private static void paste(Page page, String name, byte[] image) {
    page.locator("#body").evaluate("(body, { name, data }) => {" + FILES
        + "body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true })); }",
        Map.of("name", name, "data", Base64.getEncoder().encodeToString(image)));
  }

  private static void picture(Page page, String name) {
    String folder = System.getProperty("candylake.screenshots.out", "");
    if (!folder.isEmpty()) {
      page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder).resolve(name + ".png")));
    }
  }

  @Test
  void anImageIsPastedDescribedPublishedAndSeenInItsSize() {
    Page page = writer("zh-CN", WIDE);
    page.locator("#title").fill("湖边的早晨");
    page.locator("#body").fill("前面。后面。");
    page.locator("#body").evaluate("body => body.setSelectionRange(3, 3)");
    paste(page, "lake.png", Samples.png(1_200, 600));
    Locator description = page.locator(".sent input");
    assertThat(description).isVisible();
    assertThat(page.locator("#body")).hasValue(Pattern.compile("前面。\\n\\n!\\[\\]\\(/m/[0-9a-f]{40}\\)\\n\\n后面。"));
    description.fill("清晨的[湖]面");
    picture(page, "upload-described");
    description.press("Enter");
    assertThat(page.locator("#body")).hasValue(Pattern.compile(
        "前面。\\n\\n!\\[清晨的\\\\\\[湖\\\\\\]面\\]\\(/m/[0-9a-f]{40}\\)\\n\\n后面。"));
    assertThat(page.locator("#preview img")).hasAttribute("width", "1200");
    page.locator("#channel").selectOption("tech");
    page.locator("#language").selectOption("zh-Hans");
    page.locator("form.write .main").click();
    page.waitForURL(PUBLISHED);
    Page reader = browser(reader());
    reader.navigate(page.url().replaceFirst("\\?.*", ""));
    Locator image = reader.locator(".e-content img");
    assertThat(image).hasAttribute("alt", "清晨的[湖]面");
    assertThat(image).hasAttribute("width", "1200");
    assertThat(image).hasAttribute("height", "600");
    image.scrollIntoViewIfNeeded();
    reader.waitForCondition(() -> (Boolean) image.evaluate("i => i.complete && i.naturalWidth > 0"));
    var box = image.boundingBox();
    assertThat(box.width / box.height).isBetween(1.98, 2.02);
    assertThat(image.evaluate("i => i.currentSrc.split('/').pop()")).isEqualTo("960");
    picture(reader, "upload-read");
  }

  @Test
  void whatIsPutInCanBeTakenBackAndWhatIsTypedMeanwhileStays() {
    Page page = writer("en-US", WIDE);
    page.locator("#body").fill("Before.");
    page.locator("#body").press("End");
    paste(page, "lake.png", Samples.png(400, 200));
    page.locator("#body").pressSequentially("After.");
    assertThat(page.locator("#body")).hasValue(Pattern.compile(
        "Before\\.\\n\\n!\\[\\]\\(/m/[0-9a-f]{40}\\)\\n\\nAfter\\."));
    for (int i = 0; i < 40 && !page.locator("#body").inputValue().equals("Before."); i++) {
      page.locator("#body").press("Control+z");
    }
    assertThat(page.locator("#body")).hasValue("Before.");
  }

  @Test
  void whileAWordIsComposedTheTextIsLeftAlone() {
    Page page = writer("ja-JP", WIDE);
    page.locator("#body").fill("湖");
    page.locator("#body").evaluate("b => b.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))");
    paste(page, "lake.png", Samples.png(400, 200));
    assertThat(page.locator(".sent img")).isVisible();
    assertThat(page.locator("#body")).hasValue("湖");
    page.locator("#body").evaluate("b => b.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))");
    assertThat(page.locator("#body")).hasValue(Pattern.compile("湖\\n\\n!\\[\\]\\(/m/[0-9a-f]{40}\\)\\s*"));
  }

  @Test
  void whatIsRefusedIsSaidBesideTheFileAndLeavesNothingInTheText() {
    Page page = writer("ko-KR", PHONE);
    page.locator("#body").fill("본문.");
    page.locator("#file").setInputFiles(new FilePayload[] {
        new FilePayload("broken.png", "image/png", "no image".getBytes()),
        new FilePayload("page.html", "text/html", "<p>".getBytes()),
        new FilePayload("good.jpg", "image/jpeg", Samples.jpeg(300, 200))});
    assertThat(page.locator(".sent .problem")).hasCount(2);
    assertThat(page.locator(".sent img")).isVisible();
    assertThat(page.locator("#body")).hasValue(Pattern.compile("본문\\.\\n\\n!\\[\\]\\(/m/[0-9a-f]{40}\\)\\s*"));
    assertThat((Integer) page.evaluate("() => document.scrollingElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
    picture(page, "upload-refused");
  }

  @Test
  void withoutAScriptThereIsAPlainForm() {
    Page page = browser(reader("ja-JP", WIDE).setJavaScriptEnabled(false));
    page.context().addCookies(List.of(
        new Cookie(Sessions.COOKIE, sessions.open(People.id(people.member()), "test")).setUrl(http.base())));
    page.navigate("/write");
    page.locator("#body").fill("本文。");
    page.locator("#alt").fill("湖");
    page.locator("#file").setInputFiles(new FilePayload("lake.png", "image/png", Samples.png(300, 200)));
    page.locator(".upload button").click();
    assertThat(page.locator("#body")).hasValue(Pattern.compile("本文。\\n\\n!\\[湖\\]\\(/m/[0-9a-f]{40}\\)\\s*"));
    picture(page, "upload-plain");
  }
}
