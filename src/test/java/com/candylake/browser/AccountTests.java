package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.locale.Messages;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A member looks after their account, in two browsers. */
class AccountTests extends BrowserTest {
  private static final String NAME = "二台で読む人";
  private static final String PASSWORD = "湖の水は甘い 2042";
  private static final String OTHER = "湖の水はもっと甘い 2043";
  @Autowired private Messages messages;

  private String t(String key) {
    return messages.text(Lang.JA, key);
  }

  private Page signedIn(String password) {
    Page page = browser(reader("ja-JP", WIDE));
    page.navigate("/sign-in?then=/account");
    page.locator("#name").fill(NAME);
    page.locator("#password").fill(password);
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("/account$"));
    return page;
  }

  @Test
  void aSessionIsEndedFromAnotherBrowserAndAPasswordChangedInOne() {
    people.signedUp(NAME, PASSWORD);
    Page desk = signedIn(PASSWORD);
    Page phone = signedIn(PASSWORD);
    Locator sessions = phone.locator(".placed li");
    assertThat(sessions).hasCount(2);
    phone.locator(".placed li button").click();
    assertThat(phone.locator(".notice")).hasText(t("done.session-ended"));
    assertThat(sessions).hasCount(1);
    assertThat(sessions).containsText(t("account.session.here"));
    desk.reload();
    assertThat(desk).hasURL(Pattern.compile("/sign-in\\?then="));
    phone.getByText(t("account.password.change"), new Page.GetByTextOptions().setExact(true)).click();
    phone.locator("#password").fill("1234567890");
    phone.keyboard().press("Enter");
    assertThat(phone.locator("#password-problem")).hasText(t("account.password.weak"));
    assertThat(phone.locator("#password")).isFocused();
    phone.locator("#password").fill(OTHER);
    phone.keyboard().press("Enter");
    assertThat(phone.locator(".notice")).hasText(t("done.password"));
    assertThat(signedIn(OTHER).locator(".placed li")).hasCount(2);
  }
}
