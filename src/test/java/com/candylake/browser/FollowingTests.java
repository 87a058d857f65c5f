package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.locale.Messages;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One member follows another, and is told. */
class FollowingTests extends BrowserTest {
  @Autowired private Messages messages;

  private String t(String key, Object... args) {
    return messages.text(Lang.JA, key, args);
  }

  private void isTold(Viewer member, int times) {
    await(() -> number("select count(*) from notification where member = ?", People.id(member)) == times);
  }

  @Test
  void aMemberFollowsAnAuthorAndReadsWhatTheyAreTold() {
    Viewer reader = people.member("岸辺で読む人");
    Viewer author = people.member("岸辺で書く人");
    Page page = browser(reader("ja-JP", WIDE), reader);
    page.navigate("/u/岸辺で書く人");
    page.locator("button.follow").click();
    assertThat(page.locator("button.follow")).hasText(t("follow.done"));
    assertThat(page.locator(".badge")).hasCount(0);

    long article = desk.article(author, desk.channel(), Desk.text(Lang.JA, "渡し場の夜勤", "夜の話。"));
    isTold(reader, 1);
    desk.reply(author, article, Lang.JA, "感想をください、@岸辺で読む人さん。");
    isTold(reader, 2);
    // the tab is looked at again
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
    assertThat(page.locator(".top .badge")).hasText("2");

    page.locator(".top .inbox").click();
    assertThat(page.locator(".told li")).hasCount(2);
    assertThat(page.locator(".told li").first()).containsText(t("notify.told.MENTION", "岸辺で書く人"));
    assertThat(page.locator(".told li").last()).containsText(t("notify.told.AUTHOR", "岸辺で書く人", "ARTICLE"));
    page.locator(".told li").first().locator("button").click();
    assertThat(page).hasURL(Pattern.compile("/a/" + article + "\\?replies=.*#r"));
    assertThat(page.locator(".reply:target")).containsText("感想をください");
    assertThat(page.locator(".top .badge")).hasText("1");

    // following the replies here, without leaving the page
    page.locator(".bar .act[formaction*='/follow']").click();
    assertThat(page.locator(".bar .act[formaction*='/follow']")).hasText(t("follow.item.done"));
    assertThat(page).hasURL(Pattern.compile("/a/" + article + "\\?replies="));

    page.locator(".top .inbox").click();
    page.locator("button[name=last]").click();
    assertThat(page.locator(".notice")).hasText(t("done.read"));
    assertThat(page.locator(".top .badge")).hasCount(0);
    assertThat(page.locator(".told .unread")).hasCount(0);
  }
}
