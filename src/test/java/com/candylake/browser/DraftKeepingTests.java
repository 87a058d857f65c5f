package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Sessions;
import com.candylake.base.Lang;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Desk;
import com.candylake.testkit.People;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody loses a word: not by a closed tab, an ended session, a server that is away or a second window. */
class DraftKeepingTests extends BrowserTest {
  private static final Pattern SAVED = Pattern.compile("草稿已保存.*");
  @Autowired private Sessions sessions;

  private void signIn(BrowserContext context, Viewer member) {
    context.addCookies(List.of(new Cookie(Sessions.COOKIE, sessions.open(People.id(member), "test")).setUrl(http.base())));
  }

  private Page writer(Viewer member, Browser.NewContextOptions options) {
    Page page = browser(options);
    signIn(page.context(), member);
    return page;
  }

  private static void type(Page page, String text) {
    page.locator("#body").focus();
    page.locator("#body").press("Control+End");
    page.locator("#body").pressSequentially(text);
  }

  private String body(Viewer author) {
    return text("select body from draft where member = ?", People.id(author));
  }

  @Test
  void whatIsTypedIsThereInAnotherBrowserWhenThisOneIsKilled() {
    Viewer author = people.member();
    Chromium.Killable own = Chromium.another();
    Page page = own.browser().newContext(reader().setBaseURL(http.base())).newPage();
    signIn(page.context(), author);
    page.navigate("/write");
    page.locator("#title").fill("渡口");
    type(page, "夜里留一盏灯。");
    page.locator("#channel").selectOption("tech");
    assertThat(page.locator("#saving")).hasText(SAVED);
    assertThat(page).hasURL(Pattern.compile(".*/drafts/\\d+"));
    own.kill();
    Page other = writer(author, reader());
    other.navigate("/write");
    other.locator(".begun a").first().click();
    assertThat(other.locator("#title")).hasValue("渡口");
    assertThat(other.locator("#body")).hasValue("夜里留一盏灯。");
    assertThat(other.locator("#channel")).hasValue("tech");
  }

  @Test
  void whatTheServerNeverGotComesBackFromTheBrowser() {
    Viewer author = people.member();
    Page page = writer(author, reader());
    BrowserContext context = page.context();
    context.route("**/drafts", Route::abort);
    page.navigate("/write");
    page.locator("#title").fill("未送达");
    type(page, "这句话没有送到。");
    assertThat(page.locator("#saving")).hasText(Pattern.compile("尚未保存到服务器.*"));
    page.close();
    context.unroute("**/drafts");
    Page again = context.newPage();
    again.navigate("/write");
    assertThat(again.locator("#body")).hasValue("这句话没有送到。");
    assertThat(again.locator("#title")).hasValue("未送达");
    assertThat(again.locator("#saving")).containsText("已恢复");
    await(() -> number("select count(*) from draft where member = ?", People.id(author)) == 1);
    assertThat(body(author)).isEqualTo("这句话没有送到。");
    again.locator("#saving button").click();
    assertThat(again.locator("#body")).hasValue("");
  }

  @Test
  void whatAPublishedTextLeftInTheBrowserDoesNotComeBack() {
    Viewer author = people.member();
    Page page = writer(author, reader());
    page.navigate("/write");
    page.locator("#title").fill("发布了");
    type(page, "就这些。");
    page.locator("#channel").selectOption("tech");
    page.locator("#language").selectOption("zh-Hans");
    page.locator("form.write .main").click();
    page.waitForURL(Pattern.compile(".*/a/\\d+.*"));
    page.navigate("/write");
    assertThat(page.locator("#preview")).isVisible();
    assertThat(page.evaluate("() => Object.keys(localStorage).filter(k => k.startsWith('draft:')).length")).isIn(0, 0L);
    assertThat(page.locator("#body")).hasValue("");
    assertThat(number("select count(*) from draft where member = ?", People.id(author))).isZero();
  }

  @Test
  void whenTheSessionHasEndedWritingGoesOnAfterSigningInElsewhere() {
    Viewer author = people.member();
    Page page = writer(author, reader());
    page.navigate("/write");
    page.locator("#title").fill("会话");
    type(page, "第一句。");
    assertThat(page.locator("#saving")).hasText(SAVED);
    page.context().clearCookies();
    type(page, "第二句。");
    assertThat(page.locator("#saving")).hasText(Pattern.compile("登录已失效.*"));
    assertThat(page.locator("#body")).hasValue("第一句。第二句。");
    signIn(page.context(), author);
    type(page, "第三句。");
    assertThat(page.locator("#saving")).hasText(SAVED);
    assertThat(body(author)).isEqualTo("第一句。第二句。第三句。");
  }

  @Test
  void whoeverSignsInAsSomebodyElseSavesNothingUnderTheirName() {
    Viewer author = people.member();
    Viewer other = people.member();
    Page page = writer(author, reader());
    page.navigate("/write");
    page.context().clearCookies();
    signIn(page.context(), other);
    page.locator("#title").fill("别人的");
    type(page, "不应该存。");
    assertThat(page.locator("#saving")).hasText(Pattern.compile("登录已失效.*"));
    assertThat(number("select count(*) from draft where member = ?", People.id(other))).isZero();
  }

  @Test
  void twoWindowsWriteInOneDraft() {
    Viewer author = people.member();
    Page one = writer(author, reader());
    one.navigate("/write");
    one.locator("#title").fill("两个窗口");
    one.locator("#body").fill("第一段。\n\n第二段。\n\n第三段。");
    assertThat(one.locator("#saving")).hasText(SAVED);
    Page two = one.context().newPage();
    two.navigate(one.url());
    two.locator("#body").fill("第一段。\n\n第二段。\n\n第三段。另一个窗口。");
    assertThat(two.locator("#saving")).hasText(SAVED);
    one.locator("#body").fill("第一段，改过。\n\n第二段。\n\n第三段。");
    assertThat(one.locator("#body")).hasValue("第一段，改过。\n\n第二段。\n\n第三段。另一个窗口。");
    assertThat(one.locator("#saving")).containsText("已合并");
    assertThat(body(author)).isEqualTo("第一段，改过。\n\n第二段。\n\n第三段。另一个窗口。");
  }

  @Test
  void whereBothChangedTheSameTheAuthorChooses() {
    Viewer author = people.member();
    Page one = writer(author, reader());
    one.navigate("/write");
    one.locator("#body").fill("一句话。");
    assertThat(one.locator("#saving")).hasText(SAVED);
    Page two = one.context().newPage();
    two.navigate(one.url());
    two.locator("#body").fill("那句话。");
    assertThat(two.locator("#saving")).hasText(SAVED);
    one.locator("#body").fill("这句话。");
    assertThat(one.locator("#odds pre")).hasText("那句话。");
    assertThat(one.locator("#body")).hasValue("这句话。");
    assertThat(body(author)).isEqualTo("那句话。");
    one.locator("#odds button[data-take=mine]").click();
    await(() -> body(author).equals("这句话。"));
    two.locator("#body").fill("那句话，再改。");
    two.locator("#odds button[data-take=theirs]").click();
    assertThat(two.locator("#body")).hasValue("这句话。");
    two.locator("#body").press("Control+z");
    assertThat(two.locator("#body")).hasValue("那句话，再改。");
  }

  @Test
  void editingAPublishedArticleIsKeptToo() {
    Viewer author = people.member();
    long id = desk.article(author, desk.channel(), Desk.text(Lang.ZH_HANS, "原题", "原文。"));
    Page page = writer(author, reader());
    page.navigate("/a/" + id + "/edit");
    type(page, "加一句。");
    assertThat(page.locator("#saving")).hasText(SAVED);
    page.close();
    Page again = writer(author, reader());
    again.navigate("/a/" + id + "/edit");
    assertThat(again.locator("#body")).hasValue("原文。加一句。");
    again.locator("form.write .main").click();
    assertThat(again.locator("main > article > .e-content")).hasText("原文。加一句。");
    assertThat(number("select count(*) from draft where member = ?", People.id(author))).isZero();
  }
}
