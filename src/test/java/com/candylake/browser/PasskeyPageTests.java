package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.locale.Messages;
import com.candylake.setting.Setting;
import com.candylake.setting.Settings;
import com.candylake.setting.Site;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Keys as a browser makes and uses them, with Chromium's own authenticator in the place of a finger. */
class PasskeyPageTests extends BrowserTest {
  @Autowired private Settings settings;
  @Autowired private Site site;
  @Autowired private Messages messages;
  private String home;

  /** Browsers have no keys for addresses that are numbers. */
  @BeforeEach
  void aSiteWithAName() {
    home = http.base().replace("127.0.0.1", "localhost");
    settings.set(Viewer.CONSOLE, Setting.SITE_URL, null, home);
    site.rebuild();
  }

  @AfterEach
  void asItWas() {
    numbers("delete from setting where name = 'site.url' returning 1");
    site.rebuild();
  }

  private String t(String key) {
    return messages.text(Lang.JA, key);
  }

  /** A device that can hold keys, and whose owner is there when they are told to be. */
  private record Device(CDPSession session, String id) {
    static Device of(Page page) {
      CDPSession session = page.context().newCDPSession(page);
      session.send("WebAuthn.enable");
      var options = new JsonObject();
      options.addProperty("protocol", "ctap2");
      options.addProperty("transport", "internal");
      options.addProperty("hasResidentKey", true);
      options.addProperty("hasUserVerification", true);
      options.addProperty("isUserVerified", true);
      options.addProperty("automaticPresenceSimulation", true);
      var arguments = new JsonObject();
      arguments.add("options", options);
      return new Device(session, session.send("WebAuthn.addVirtualAuthenticator", arguments).get("authenticatorId")
          .getAsString());
    }

    void verify(boolean owner) {
      var arguments = new JsonObject();
      arguments.addProperty("authenticatorId", id);
      arguments.addProperty("isUserVerified", owner);
      session.send("WebAuthn.setUserVerified", arguments);
    }
  }

  private static void isAccessible(Page page) {
    assertThat(new AxeBuilder(page).analyze().getViolations()).as(page.url()).isEmpty();
  }

  private void signOut(Page page) {
    page.navigate(home + "/");
    page.locator(".me summary").click();
    page.locator(".me form button").click();
    assertThat(page.locator(".notice")).hasText(t("done.signed-out"));
  }

  @Test
  void whoSignsUpWithAKeySignsInWithItAndAddsAnother() {
    Page page = browser(reader("ja-JP", WIDE));
    // the simulated owner would pick a key as soon as one is offered
    page.addInitScript("if (window.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = undefined");
    Device device = Device.of(page);
    page.navigate(home + "/sign-up");
    isAccessible(page);
    // the button of the key takes the name from the form above, and nobody asks for a password
    page.locator("button.key").click();
    assertThat(page.locator("#name-problem")).hasText(t("input.missing"));
    page.locator("#name").fill("指で入る人");
    page.locator("button.key").click();
    assertThat(page.locator(".notice")).hasText(t("done.signed-up"));
    assertThat(page.locator(".me summary")).containsText("指で入る人");
    signOut(page);

    device.verify(false);
    page.navigate(home + "/sign-in?then=/account");
    isAccessible(page);
    page.locator("button.key").click();
    assertThat(page.locator("[data-say=none]")).hasText(t("account.passkey.none-used"));
    device.verify(true);
    page.locator("button.key").click();
    assertThat(page).hasURL(Pattern.compile("/account$"));
    assertThat(page.locator("section[aria-labelledby=passkeys] li")).hasCount(1);

    clock.advance(Duration.ofMinutes(31));
    page.locator("a[href='/account/passkeys']").click();
    assertThat(page.locator("h1")).hasText(t("account.prove"));
    assertThat(page.locator("#password")).hasCount(0);
    isAccessible(page);
    page.locator("button.key").click();
    assertThat(page.locator("h1")).hasText(t("account.passkey.many"));
    isAccessible(page);
    // one device makes one key for an account
    page.locator("button.key").click();
    assertThat(page.locator("[data-say=known]")).hasText(t("account.passkey.known"));
    page.locator(".placed button").click();
    assertThat(page.locator("#passkey-problem")).hasText(t("account.passkey.last"));
    var removed = new JsonObject();
    removed.addProperty("authenticatorId", device.id());
    device.session().send("WebAuthn.removeVirtualAuthenticator", removed);
    Device.of(page);
    page.locator("#name").fill("二本目");
    page.locator("button.key").click();
    assertThat(page.locator(".notice")).hasText(t("done.passkey-added"));
    assertThat(page.locator(".placed li")).hasCount(2);
    page.locator(".placed li").first().locator("button").click();
    assertThat(page.locator(".notice")).hasText(t("done.passkey-removed"));
    assertThat(page.locator(".placed li")).containsText("二本目");
  }

  @Test
  void aKeyIsOfferedWhereTheNameIsTyped() {
    Page page = browser(reader("ja-JP", PHONE));
    Device.of(page);
    page.navigate(home + "/sign-up");
    page.locator("#name").fill("勧められた人");
    page.locator("button.key").click();
    assertThat(page.locator(".notice")).hasText(t("done.signed-up"));
    page.context().clearCookies();
    // whoever is there picks it at once
    page.navigate(home + "/sign-in?then=/flashes");
    assertThat(page).hasURL(Pattern.compile("/flashes$"));
    assertThat(page.locator(".me summary")).containsText("勧められた人");
  }

  @Test
  void withoutScriptOrWithoutKeysThereIsNoButton() {
    Page plain = browser(reader("ja-JP", WIDE).setJavaScriptEnabled(false));
    plain.navigate(home + "/sign-in");
    assertThat(plain.locator("button.key")).isHidden();
    assertThat(plain.locator("#password")).isVisible();
    Page old = browser(new Browser.NewContextOptions().setLocale("ja-JP"));
    old.addInitScript("delete window.PublicKeyCredential");
    old.navigate(home + "/sign-in");
    assertThat(old.locator("[data-no-passkey]")).hasText(t("account.passkey.impossible"));
    assertThat(old.locator("button.key")).isHidden();
    Page elsewhere = browser(reader("ja-JP", WIDE));
    elsewhere.navigate("/sign-in");
    assertThat(elsewhere.locator("[data-no-passkey]")).hasText(t("account.passkey.impossible"));
  }
}
