package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Sessions;
import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class WritingTests extends BrowserTest {
  private static final Pattern PUBLISHED = Pattern.compile(".*/a/\\d+\\?done=published");
  @Autowired private Sessions sessions;

  private Page writer(Viewer member, Browser.NewContextOptions options) {
    Page page = browser(options);
    page.context().addCookies(List.of(
        new Cookie(Sessions.COOKIE, sessions.open(People.id(member), "test")).setUrl(http.base())));
    return page;
  }

  @Test
  void thePreviewFollowsWhatIsTypedThenItIsPublishedAndEdited() {
    Viewer author = people.member();
    Page page = writer(author, reader());
    page.navigate("/write");
    page.locator("#title").fill("湖边的早晨");
    page.locator("#body").fill("早上六点，湖边**“已经有人”**了。");
    assertThat(page.locator("#preview .e-content strong")).hasText("“已经有人”");
    assertThat(page.locator("#preview .e-content")).hasAttribute("lang", "zh-Hans");
    assertThat(page.locator("#language-hint")).containsText("简体中文");
    assertThat(page.locator("#body")).hasValue("早上六点，湖边**“已经有人”**了。");
    page.locator("#channel").selectOption("tech");
    page.locator("#language").selectOption("zh-Hans");
    page.locator("form.write .main").click();
    page.waitForURL(PUBLISHED);
    assertThat(page.locator("h1.p-name")).hasText("湖边的早晨");
    page.locator(".byline a").first().click();
    page.locator("#body").fill("改过了。");
    assertThat(page.locator("#preview .e-content")).hasText("改过了。");
    page.locator("form.write .main").click();
    assertThat(page.locator("main > article > .e-content")).hasText("改过了。");
    assertThat(page.locator("header .dt-updated")).isVisible();
  }

  @Test
  void withoutScriptItIsPreviewedByAButtonPublishedAndEdited() {
    Page page = writer(people.member(), reader("en-US", WIDE).setJavaScriptEnabled(false));
    page.navigate("/write");
    page.locator("#body").fill("Some *quiet* words.");
    page.locator("button[name=preview]").click();
    assertThat(page.locator("#preview .e-content em")).hasText("quiet");
    assertThat(page.locator("#body")).hasValue("Some *quiet* words.");
    page.locator("#title").fill("A title");
    page.locator("#channel").selectOption("tech");
    page.locator("form.write .main").click();
    assertThat(page.locator("#language-problem")).isVisible();
    assertThat(page.locator("#language")).hasValue("en");
    page.locator("form.write .main").click();
    assertThat(page).hasURL(PUBLISHED);
    page.locator(".byline a").first().click();
    page.locator("#title").fill("Another title");
    page.locator("form.write .main").click();
    assertThat(page.locator("h1.p-name")).hasText("Another title");
  }

  @Test
  void charactersAreCountedAsPeopleCountThem() {
    Page page = writer(people.member(), reader("ja-JP", WIDE));
    page.navigate("/write");
    page.locator("#title").fill("👨‍👩‍👧‍👦が湖へ");
    assertThat(page.locator("#title-left")).hasText("残り116文字");
    page.locator("#title").fill("が".repeat(121));
    assertThat(page.locator("#title-left")).hasText("1文字超過");
    assertThat(page.locator("#title-left")).hasClass("left problem");
  }

  @Test
  void leavingWhatIsNotSavedAsksFirstAndSendingItDoesNot() {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel(), Desk.text(Lang.EN, "Title", "Body."));
    Page page = writer(author, reader("en-US", WIDE));
    var asked = new ArrayList<String>();
    page.onDialog(dialog -> {
      asked.add(dialog.type());
      dialog.accept();
    });
    page.navigate("/a/" + id + "/edit");
    page.locator("#body").click();
    page.locator(".mark").click();
    page.waitForURL(http.base() + "/");
    assertThat(asked).as("nothing typed").isEmpty();
    page.navigate("/a/" + id + "/edit");
    page.locator("#body").pressSequentially(" More.");
    page.locator(".mark").click();
    page.waitForURL(http.base() + "/");
    assertThat(asked).containsExactly("beforeunload");
    page.navigate("/a/" + id + "/edit");
    page.locator("#body").pressSequentially(" More.");
    page.locator("form.write .main").click();
    assertThat(page.locator(".notice:not(.now)")).isVisible();
    assertThat(asked).hasSize(1);
  }

  @Test
  void enterInTheTitleGoesOnToTheTextAndPublishesNothing() {
    Page page = writer(people.member(), reader());
    page.navigate("/write");
    page.locator("#body").fill("正文。");
    page.locator("#title").fill("标题");
    page.locator("#title").press("Enter");
    assertThat(page.locator("#body")).isFocused();
    assertThat(page).hasURL(Pattern.compile(".*/(write|drafts/\\d+)"));
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDE, PHONE})
  void thePreviewStandsBesideTheTextOrUnderItOnAPhone(int width) {
    Page page = writer(people.member(), reader("ko-KR", width));
    page.navigate("/write");
    BoundingBox text = page.locator("#body").boundingBox();
    BoundingBox preview = page.locator("#preview").boundingBox();
    if (width == WIDE) {
      assertThat(preview.x).isGreaterThan(text.x + text.width);
      assertThat(preview.y).isLessThan(text.y + text.height);
    } else {
      assertThat(preview.y).isGreaterThan(text.y + text.height);
    }
  }

  @ParameterizedTest
  @CsvSource({"zh-CN", "zh-TW", "ja-JP", "ko-KR", "en-US"})
  void formsFitAPhoneAndTheFinger(String locale) {
    Page member = writer(people.member(), reader(locale, PHONE));
    Page stranger = browser(reader(locale, PHONE));
    for (String path : List.of("/write", "/sign-up", "/sign-in")) {
      Page page = path.equals("/write") ? member : stranger;
      page.navigate(path);
      assertThat((Integer) page.evaluate("() => document.scrollingElement.scrollWidth")).as(path).isLessThanOrEqualTo(PHONE);
      for (var target : page.locator("main :is(input:not([type=hidden]), textarea, select, button), .top .pill:visible,"
          + " .me summary").all()) {
        if (target.isVisible()) {
          assertThat(target.boundingBox().height).as(path + " " + target).isGreaterThanOrEqualTo(44);
        }
      }
      assertThat(page.evaluate("() => Math.min(...[...document.querySelectorAll("
          + "'main :is(input:not([type=hidden]), textarea, select)')].map(e => parseFloat(getComputedStyle(e).fontSize)))"))
          .as(path).isIn(16, 16.0);
    }
  }
}
