package com.candylake.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.flash.Flashes;
import com.candylake.flash.NewFlash;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.item.TextOrigin;
import com.candylake.locale.Numbers;
import com.candylake.testkit.Desk;
import com.candylake.vote.Vote;
import com.candylake.vote.Votes;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an open page hears. */
class LiveTests extends BrowserTest {
  private static final String HIDE = """
      hidden => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }""";
  private static final String PLACES = """
      () => JSON.stringify([...document.querySelectorAll('.flash, .story, .thread, h1, h2')]
        .map(e => [e.id, e.getBoundingClientRect().toJSON()]))""";
  private static final Predicate<Request> STREAM = request -> request.url().contains("/live?");
  @Autowired private Flashes flashes;
  @Autowired private Items items;
  @Autowired private Votes votes;

  /** Opens a page and waits until its stream has begun. */
  private static Page open(Page page, String path) {
    page.waitForResponse(response -> STREAM.test(response.request()), () -> page.navigate(path));
    return page;
  }

  private static Locator news(Page page) {
    return page.locator(".live .news button");
  }

  private static Locator card(Page page, long id) {
    return page.locator(".flash[data-item='" + id + "']");
  }

  private static Locator entry(Page page, long id) {
    return page.locator("main > article[data-item='" + id + "']");
  }

  @Test
  void newFlashesAreAnnouncedAndNothingMovesBeforeTheClick() {
    Viewer author = people.member();
    for (String path : List.of("/flashes", "/", demo("a1"))) {
      Page page = open(browser(reader()), path);
      Object before = page.evaluate(PLACES);
      desk.flash(author, Lang.KO, "호수의 수위가 올랐습니다.");
      long one = desk.flash(author, Lang.ZH_HANS, "湖面今晨上涨三厘米。");
      assertThat(news(page)).hasText("查看 1 条新快讯");
      long two = desk.flash(author, Lang.ZH_HANS, "渡轮恢复通航。");
      assertThat(news(page)).hasText("查看 2 条新快讯");
      assertThat(page.evaluate(PLACES)).as(path).isEqualTo(before);
      news(page).click();
      assertThat(page.locator(".live > .flash").first()).hasAttribute("data-item", String.valueOf(two));
      assertThat(page.locator(".live > .flash").nth(1)).hasAttribute("data-item", String.valueOf(one));
      assertThat(card(page, two)).isFocused();
      assertThat(news(page)).hasCount(0);
    }
  }

  @Test
  void whereTheListGoesOnNothingIsAnnounced() {
    Page page = open(browser(reader()), "/flashes?after=9999999999999-1");
    long flash = desk.flash(people.member(), Lang.ZH_HANS, "不在这一页。");
    votes.cast(people.member(), flash, Vote.SUPPORT);
    long shown = Long.parseLong(page.locator(".flash").first().getAttribute("data-item"));
    votes.cast(people.member(), shown, Vote.SUPPORT);
    page.waitForCondition(() -> !counter(page, shown).equals("0"));
    assertThat(news(page)).hasCount(0);
  }

  private static String counter(Page page, long id) {
    return card(page, id).locator("data.support").innerText();
  }

  @Test
  void countersFollowAndEachStaysWithItsItem() {
    Viewer author = people.member();
    long flash = desk.flash(author, Lang.ZH_HANS, "数一数。");
    long reply = desk.reply(author, flash, Lang.ZH_HANS, "第一条。");
    long answer = desk.reply(author, reply, Lang.ZH_HANS, "第二条。");
    Page page = open(browser(reader()), "/f/" + flash);
    votes.cast(people.member(), flash, Vote.SUPPORT);
    votes.cast(people.member(), reply, Vote.OPPOSE);
    votes.cast(people.member(), answer, Vote.SUPPORT);
    votes.cast(people.member(), answer, Vote.SUPPORT);
    desk.reply(author, flash, Lang.ZH_HANS, "第三条。");
    assertThat(entry(page, flash).locator(".bar data.support")).hasText("1");
    assertThat(entry(page, flash).locator(".who data.replies")).hasText("3");
    assertThat(page.locator("#replies-title data.replies")).hasText("3");
    assertThat(page.locator("#r" + reply + " > .said > .acts data.oppose")).hasText("1");
    assertThat(page.locator("#r" + reply + " > .said > .acts data.support")).hasText("0");
    assertThat(page.locator("#r" + answer + " > .said > .acts data.support")).hasText("2");
  }

  @Test
  void whatIsWithdrawnLosesItsWordsAndKeepsItsPlace() {
    Viewer author = people.member();
    long flash = desk.flash(author, Lang.ZH_HANS, "很快就会撤下的一条。");
    long reply = desk.reply(author, flash, Lang.ZH_HANS, "要撤回的回复。");
    desk.reply(author, reply, Lang.ZH_HANS, "留下的回复。");
    Page list = open(browser(reader()), "/flashes");
    Page single = open(browser(reader()), "/f/" + flash);
    Object before = single.evaluate(PLACES);
    items.move(author, reply, Stage.WITHDRAWN, null);
    assertThat(single.locator("#r" + reply)).not().containsText("要撤回的回复");
    assertThat(single.locator("#r" + reply)).containsText("此内容已无法查看");
    assertThat(single.locator("#r" + reply)).containsText("留下的回复");
    assertThat(single.evaluate(PLACES)).isEqualTo(before);
    before = list.evaluate(PLACES);
    items.move(author, flash, Stage.WITHDRAWN, null);
    assertThat(card(list, flash)).hasText("此内容已无法查看");
    assertThat(list.evaluate(PLACES)).isEqualTo(before);
    assertThat(entry(single, flash)).hasText("此内容已无法查看");
    assertThat(single).hasTitle("此内容已无法查看");
    // and when it comes back it is offered
    items.move(author, flash, Stage.PUBLISHED, null);
    card(list, flash).locator("button").click();
    assertThat(card(list, flash)).containsText("很快就会撤下的一条");
    assertThat(single.locator(".notice button")).hasText("重新加载");
  }

  @Test
  void anEditIsOfferedOnTheCardAndSaidOnThePage() {
    Viewer author = people.member();
    long flash = desk.flash(author, Lang.ZH_HANS, "原来的话。");
    Page list = open(browser(reader()), "/flashes");
    Page single = open(browser(reader()), "/f/" + flash);
    Object before = list.evaluate(PLACES);
    flashes.revise(author, flash, new NewFlash.Text(Lang.ZH_HANS, "改过的话。", TextOrigin.AUTHOR), null, null);
    Locator again = card(list, flash).locator("button");
    assertThat(again).hasText("已编辑：查看");
    assertThat(card(list, flash)).containsText("原来的话");
    assertThat(list.evaluate(PLACES)).isEqualTo(before);
    again.click();
    assertThat(card(list, flash)).containsText("改过的话");
    assertThat(card(list, flash)).isFocused();
    assertThat(single.locator(".notice")).containsText("内容已编辑");
    single.locator(".notice button").click();
    assertThat(entry(single, flash)).containsText("改过的话");
  }

  @Test
  void aHiddenTabClosesItsStreamAndCatchesUpWhenItIsSeen() {
    Page page = browser(reader());
    var ended = new CopyOnWriteArrayList<Request>();
    page.onRequestFailed(ended::add);
    open(page, "/flashes");
    page.evaluate(HIDE, true);
    page.waitForCondition(() -> ended.stream().anyMatch(STREAM));
    desk.flash(people.member(), Lang.ZH_HANS, "没有人看见的时候发布。");
    page.evaluate(HIDE, false);
    assertThat(news(page)).hasText("查看 1 条新快讯");
  }

  @Test
  void twoTabsHaveOneStreamAndTheOtherTakesItOver() {
    Page first = browser(reader());
    BrowserContext browser = first.context();
    var streams = new CopyOnWriteArrayList<Request>();
    browser.onRequest(request -> {
      if (STREAM.test(request)) {
        streams.add(request);
      }
    });
    open(first, "/flashes");
    Page second = browser.newPage();
    second.navigate("/flashes");
    // both are told, by one stream
    Viewer author = people.member();
    desk.flash(author, Lang.ZH_HANS, "两个标签页。");
    assertThat(news(first)).hasText("查看 1 条新快讯");
    assertThat(news(second)).hasText("查看 1 条新快讯");
    assertThat(streams.stream().map(Request::frame).distinct()).hasSize(1);
    second.waitForRequest(STREAM, first::close);
    desk.flash(author, Lang.ZH_HANS, "只剩一个。");
    assertThat(news(second)).hasText("查看 2 条新快讯");
  }

  @Test
  void theScriptWritesNumbersAsTheServerDoes() {
    for (Lang lang : Lang.INTERFACE) {
      Page page = browser(reader(lang.tag(), WIDE));
      page.navigate("/c");
      for (int n : List.of(0, 999, 1_204, 9_999, 10_000, 12_345, 12_500, 13_500, 99_950, 123_456, 1_250_000, 123_456_789)) {
        assertThat(page.evaluate("""
            async n => (await import(document.querySelector('script[src]').src)).count(n)""", n))
            .as("%d in %s", n, lang).isEqualTo(Numbers.count(n, lang));
      }
    }
  }

  @Test
  void anArticleThatIsTakenAwayTakesItsRepliesAndContentsAlong() {
    Viewer author = people.member();
    long article = desk.article(author, desk.channel(), Desk.text(Lang.ZH_HANS, "要撤下的文章",
        "## 第一节\n\n正文甲。\n\n## 第二节\n\n正文乙。"));
    desk.reply(author, article, Lang.ZH_HANS, "一条回复。");
    Page page = open(browser(reader()), "/a/" + article);
    items.move(author, article, Stage.WITHDRAWN, null);
    assertThat(entry(page, article)).hasText("此内容已无法查看");
    assertThat(page.locator("main")).not().containsText("第一节");
  }
}
