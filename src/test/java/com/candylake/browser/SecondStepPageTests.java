package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Authenticator;
import com.candylake.base.Lang;
import com.candylake.locale.Messages;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A member sets up a second step with an app that sees the screen, and signs in with it. */
class SecondStepPageTests extends BrowserTest {
  private static final String NAME = "二段の人";
  private static final String PASSWORD = "湖の水は甘い 2042";
  @Autowired private Messages messages;

  private String t(String key) {
    return messages.text(Lang.JA, key);
  }

  private Page halfway() {
    Page page = browser(reader("ja-JP", PHONE).setColorScheme(ColorScheme.DARK));
    page.navigate("/sign-in?then=/account");
    page.locator("#name").fill(NAME);
    page.locator("#password").fill(PASSWORD);
    page.keyboard().press("Enter");
    return page;
  }

  private static void isAccessible(Page page) {
    assertThat(new AxeBuilder(page).analyze().getViolations()).as(page.url()).isEmpty();
  }

  private static void enter(Page page, String code) {
    page.locator("#code").fill(code);
    page.keyboard().press("Enter");
  }

  @Test
  void anAppThatHasSeenTheScreenSignsInAndARecoveryCodeStandsInForItOnce() throws Exception {
    people.signedUp(NAME, PASSWORD);
    Page page = halfway();
    assertThat(page).hasURL(Pattern.compile("/account$"));
    page.locator("a[href='/account/totp']").click();
    isAccessible(page);
    // dark pages have codes on white all the same, or no camera reads them
    var seen = ImageIO.read(new ByteArrayInputStream(page.locator("svg.qr").screenshot()));
    int[] pixels = seen.getRGB(0, 0, seen.getWidth(), seen.getHeight(), null, 0, seen.getWidth());
    String address = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(
        new RGBLuminanceSource(seen.getWidth(), seen.getHeight(), pixels)))).getText();
    assertThat(address).startsWith("otpauth://totp/").endsWith("&issuer=CandyLake");
    String secret = address.replaceFirst(".*secret=([A-Z2-7]+).*", "$1");
    enter(page, "123");
    assertThat(page.locator("#code-problem")).hasText(t("account.code.wrong"));
    enter(page, Authenticator.code(secret, clock.instant()));
    assertThat(page.locator("[role=status]")).hasText(t("account.recovery.on"));
    isAccessible(page);
    List<String> codes = page.locator(".recovery li").allTextContents();
    Download file = page.waitForDownload(() -> page.getByText(t("account.recovery.save")).click());
    assertThat(file.suggestedFilename()).isEqualTo("recovery-codes.txt");
    assertThat(Files.readAllLines(file.path())).isEqualTo(codes).hasSize(10);
    page.getByText(t("account.recovery.kept")).click();
    assertThat(page.locator("main")).containsText("10");

    clock.advance(Duration.ofSeconds(90));
    Page elsewhere = halfway();
    assertThat(elsewhere).hasURL(Pattern.compile("/sign-in/code\\?then="));
    isAccessible(elsewhere);
    enter(elsewhere, Authenticator.code(secret, clock.instant()));
    assertThat(elsewhere).hasURL(Pattern.compile("/account$"));
    Page lost = halfway();
    enter(lost, codes.getFirst());
    assertThat(lost).hasURL(Pattern.compile("/account$"));
    Page again = halfway();
    enter(again, codes.getFirst());
    assertThat(again.locator("#code-problem")).hasText(t("account.code.wrong"));
    assertThat(again.locator("#code")).isFocused();
    lost.locator("a[href='/account/totp']").click();
    isAccessible(lost);
    lost.locator("form[action='/account/totp/off'] button").click();
    assertThat(lost.locator(".notice")).hasText(t("done.second-step-off"));
    assertThat(halfway()).hasURL(Pattern.compile("/account$"));
  }
}
